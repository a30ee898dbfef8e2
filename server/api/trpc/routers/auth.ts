import type { AccessGrant, User } from "../../../../shared/user.ts";
import { guestSchema } from "../../../../shared/account.ts";
import { preferencesSchema } from "../../../../shared/user.ts";
import { RequestError } from "../../../platform/errors.ts";
import { anyone, router, signedIn } from "../init.ts";
import { admit, requireCookies } from "../../../people/auth/admit.ts";
import { openGuestSession } from "../../../people/auth/auth-session.ts";
import { readUser } from "../../../chat/feed/read-user.ts";
import { requireGuests } from "../../../people/entry/require-sign-up.ts";
import { useAuthSession } from "../../../people/auth/use-auth-session.ts";

export const authRouter = router({
  /** Access for the cookie's user, or for a new guest, whose cookie is set. Over HTTP only. */
  guest: anyone
    .input(guestSchema.default({}))
    .mutation(
      async ({ ctx, input: { invitation = null, ...preferences } }): Promise<AccessGrant> => {
        const { address } = ctx;
        const { people, limits } = ctx.services;
        const cookie = requireCookies(ctx.cookie);
        const visit = { preferences, address, userAgent: cookie.userAgent };
        const known =
          cookie.value === null ? null : await useAuthSession(people, cookie.value, visit);
        if (known) return admit(people, cookie, known);
        // First, so that visitors who are not let in do not use up what others need to register.
        await requireGuests(people.db, people.entry, invitation);
        await limits.takeByAddress("newGuest", address);
        return admit(people, cookie, await openGuestSession(people, { ...visit, invitation }));
      },
    ),
  /** A new access token for the cookie's user. Over HTTP only. */
  refresh: anyone
    .input(preferencesSchema.default({}))
    .mutation(async ({ ctx, input: preferences }): Promise<AccessGrant> => {
      const cookie = requireCookies(ctx.cookie);
      const visit = { preferences, address: ctx.address, userAgent: cookie.userAgent };
      const session =
        cookie.value === null
          ? null
          : await useAuthSession(ctx.services.people, cookie.value, visit);
      if (!session) throw new RequestError("unauthenticated", "The session has ended.");
      return admit(ctx.services.people, cookie, session);
    }),
  me: signedIn
    .meta({ reach: "own" })
    .query(({ ctx }): Promise<User> => readUser(ctx.services.people.db, ctx.viewer.userId)),
});
