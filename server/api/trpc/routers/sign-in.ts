import {
  linkSchema,
  type MailWay,
  registerSchema,
  requestPasswordResetSchema,
  resetPasswordSchema,
  signInSchema,
  signUpSchema,
  verifyEmailSchema,
} from "../../../../shared/account.ts";
import type { Entry } from "../../../../shared/entry.ts";
import type { InvitationGrant } from "../../../../shared/invitation-limits.ts";
import type { AccessGrant } from "../../../../shared/user.ts";
import { admit, rememberDevice, requireCookies } from "../../../people/auth/admit.ts";
import { anyone, person, router } from "../init.ts";
import { readEntry, readInvitation } from "../../../people/entry/require-sign-up.ts";
import { register } from "../../../people/sign-in/register.ts";
import { renewSession } from "../../../people/sign-in/renew-session.ts";
import { requestPasswordReset, resetPassword } from "../../../people/sign-in/reset-password.ts";
import { signIn } from "../../../people/sign-in/sign-in.ts";
import { signOut } from "../../../people/sign-in/sign-out.ts";
import { signUp } from "../../../people/sign-in/sign-up.ts";
import { verifyEmail } from "../../../people/sign-in/verify-email.ts";

/** Procedures of `auth` that concern the caller's identity. Those that set cookies need HTTP. */
export const signInRouter = router({
  /** How this server sends mail. */
  mailWay: anyone.query(({ ctx }): MailWay => ctx.services.people.mailWay),
  /** Who may register, and whether a visitor can be a guest. */
  entry: anyone.query(({ ctx }): Promise<Entry> => {
    const { people } = ctx.services;
    return readEntry(people.db, people);
  }),
  /** What an invitation makes of a person. A mutation, so that its secret is in no address. */
  openInvitation: anyone
    .input(linkSchema)
    .mutation(({ ctx, input }): Promise<{ grants: InvitationGrant }> => {
      const { people } = ctx.services;
      return readInvitation(people.db, people, input.secret);
    }),
  /** Registers the calling guest; `done` when no mail has to be confirmed first. */
  register: person
    .input(registerSchema)
    .mutation(async ({ ctx, input }): Promise<{ done: boolean; grant: AccessGrant }> => {
      const { address } = ctx;
      const { people } = ctx.services;
      const cookie = requireCookies(ctx.cookie);
      const { userId } = ctx.viewer;
      const { done } = await register(people, { ...input, userId, address });
      const device = { userAgent: cookie.userAgent, address };
      const sessionId = ctx.viewer.carrierId;
      const session = await renewSession(people, { userId, sessionId, ...device });
      return { done, grant: await admit(people, cookie, session) };
    }),
  /**
   * Registers a visitor of a server without guests. The grant is null until the mailed link is used;
   * then the visitor signs in.
   */
  signUp: anyone
    .input(signUpSchema)
    .mutation(async ({ ctx, input }): Promise<{ done: boolean; grant: AccessGrant | null }> => {
      const { people } = ctx.services;
      const cookie = requireCookies(ctx.cookie);
      const device = { userAgent: cookie.userAgent, address: ctx.address };
      const request = { ...input, ...device, cookie: cookie.value };
      const { done, session } = await signUp(people, request);
      if (done && session) return { done, grant: await admit(people, cookie, session) };
      if (session) cookie.set(session.cookie);
      return { done, grant: null };
    }),
  /**
   * Uses the link of a registration. Outside the browser that registered it takes the password that
   * was chosen there.
   */
  verifyEmail: anyone
    .input(verifyEmailSchema)
    .mutation(({ ctx, input }): Promise<{ email: string; userId: string }> => {
      const { address, cookie, services } = ctx;
      return verifyEmail(services.people, { ...input, address, cookie: cookie?.value ?? null });
    }),
  signIn: anyone.input(signInSchema).mutation(async ({ ctx, input }): Promise<AccessGrant> => {
    const { address } = ctx;
    const { people } = ctx.services;
    const cookie = requireCookies(ctx.cookie);
    const device = { userAgent: cookie.userAgent, address };
    const request = { ...input, ...device, cookie: cookie.value, deviceCookie: cookie.device };
    return admit(people, cookie, await signIn(people, request));
  }),
  /** Ends the cookie's auth session; succeeds without one, too. */
  signOut: anyone.mutation(async ({ ctx }): Promise<void> => {
    const cookie = requireCookies(ctx.cookie);
    await signOut(ctx.services.people.db, { cookie: cookie.value, address: ctx.address });
    cookie.clear();
  }),
  requestPasswordReset: anyone
    .input(requestPasswordResetSchema)
    .mutation(({ ctx, input }): Promise<void> =>
      requestPasswordReset(ctx.services.people, {
        ...input,
        address: ctx.address,
        deviceCookie: ctx.cookie?.device ?? null,
      }),
    ),
  /** Sets a new password by a mailed link; the device is known for the account from then on. */
  resetPassword: anyone
    .input(resetPasswordSchema)
    .mutation(async ({ ctx, input }): Promise<void> => {
      const { address, cookie } = ctx;
      const { people } = ctx.services;
      const { userId } = await resetPassword(people, { ...input, address });
      if (cookie) rememberDevice(people, cookie, userId);
    }),
});
