import { eq } from "drizzle-orm";
import {
  type AccountView,
  changeEmailSchema,
  changePasswordSchema,
  deleteAccountSchema,
  linkSchema,
  revokeSessionSchema,
  setMailPreferencesSchema,
  type SignedInDevice,
} from "../../../../shared/account.ts";
import { requireCookies } from "../../../people/auth/admit.ts";
import { users } from "../../../platform/db/schema/users.ts";
import { anyone, person, router } from "../init.ts";
import type { RequestContext } from "../request-context.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import type { Caller } from "../../../people/accounts/caller.ts";
import { changeEmail, confirmEmailChange } from "../../../people/accounts/change-email.ts";
import { changePassword } from "../../../people/accounts/change-password.ts";
import { deleteAccount } from "../../../people/accounts/delete-account.ts";
import { requireAccount } from "../../../people/accounts/find-account.ts";
import { listDevices, revokeDevice } from "../../../people/accounts/list-devices.ts";
import { signOutEverywhere } from "../../../people/sign-in/sign-out.ts";

/** Users manage their own accounts. Not available to API keys. */
export const accountRouter = router({
  get: person.query(async ({ ctx }): Promise<AccountView> => {
    const account = await requireAccount(ctx.services.people.db, ctx.viewer.userId);
    const { email, emailVerifiedAt, isGuest, role, mailPreferences, analyticsOptOut, createdAt } =
      account;
    const isVerified = emailVerifiedAt !== null;
    return {
      email,
      isVerified,
      isGuest,
      hasPassword: account.passwordHash !== null,
      role,
      mailPreferences,
      analyticsOptOut,
      createdAt: createdAt.toISOString(),
    };
  }),
  changePassword: person
    .input(changePasswordSchema)
    .mutation(({ ctx, input }) => changePassword(ctx.services.people, callerOf(ctx), input)),
  /** Mails a link to the new address; `done` when it has already changed. */
  changeEmail: person
    .input(changeEmailSchema)
    .mutation(({ ctx, input }) => changeEmail(ctx.services.people, callerOf(ctx), input)),
  /** Uses that link. */
  confirmEmailChange: anyone
    .input(linkSchema)
    .mutation(({ ctx, input }) =>
      confirmEmailChange(ctx.services.people, { ...input, address: ctx.address }),
    ),
  setMailPreferences: person
    .input(setMailPreferencesSchema)
    .mutation(async ({ ctx, input: mailPreferences }): Promise<void> => {
      const { userId } = ctx.viewer;
      await ctx.services.people.db
        .update(users)
        .set({ mailPreferences })
        .where(eq(users.id, userId));
    }),
  sessions: person.query(({ ctx }): Promise<SignedInDevice[]> =>
    listDevices(ctx.services.people.db, callerOf(ctx)),
  ),
  revokeSession: person
    .input(revokeSessionSchema)
    .mutation(({ ctx, input }) => revokeDevice(ctx.services.people.db, callerOf(ctx), input.id)),
  /** Ends all auth sessions, including the caller's. Over HTTP only. */
  signOutEverywhere: person.mutation(async ({ ctx }): Promise<void> => {
    const cookie = requireCookies(ctx.cookie);
    await signOutEverywhere(ctx.services.people.db, callerOf(ctx));
    cookie.clear();
  }),
  /** Over HTTP only. */
  delete: person.input(deleteAccountSchema).mutation(async ({ ctx, input }): Promise<void> => {
    const cookie = requireCookies(ctx.cookie);
    await deleteAccount(ctx.services.people, callerOf(ctx), input.password);
    cookie.clear();
  }),
});

function callerOf({ viewer, address }: RequestContext & { viewer: Viewer }): Caller {
  return { userId: viewer.userId, sessionId: viewer.carrierId, address };
}
