import {
  linkSchema,
  type MailWay,
  registerSchema,
  requestPasswordResetSchema,
  resetPasswordSchema,
  signInSchema,
} from "../../../../shared/account.ts";
import type { AccessGrant } from "../../../../shared/user.ts";
import { admit, rememberDevice, requireCookies } from "../../../people/auth/admit.ts";
import { anyone, person, router } from "../init.ts";
import { register, verifyEmail } from "../../../people/sign-in/register.ts";
import { renewSession } from "../../../people/sign-in/renew-session.ts";
import { requestPasswordReset, resetPassword } from "../../../people/sign-in/reset-password.ts";
import { signIn } from "../../../people/sign-in/sign-in.ts";
import { signOut } from "../../../people/sign-in/sign-out.ts";

/** Procedures of `auth` that concern the caller's identity. Those that set cookies need HTTP. */
export const signInRouter = router({
  /** How this server sends mail. */
  mailWay: anyone.query(({ ctx }): MailWay => ctx.services.people.mailWay),
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
  /** Uses the link of a registration. */
  verifyEmail: anyone
    .input(linkSchema)
    .mutation(async ({ ctx, input }): Promise<{ email: string; userId: string }> => {
      return verifyEmail(ctx.services.people, { ...input, address: ctx.address });
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
