import type { AccessGrant, User } from "../../../../shared/user.ts";
import { preferencesSchema } from "../../../../shared/user.ts";
import { RequestError } from "../../../platform/errors.ts";
import { anyone, router, signedIn } from "../init.ts";
import { admit, requireCookies } from "../../../people/auth/admit.ts";
import { openGuestSession } from "../../../people/auth/auth-session.ts";
import { readUser } from "../../../people/auth/read-user.ts";
import { useAuthSession } from "../../../people/auth/use-auth-session.ts";

export const authRouter = router({
  /** Access for the cookie's user, or for a new guest, whose cookie is set. Over HTTP alone. */
  guest: anyone
    .input(preferencesSchema.default({}))
    .mutation(async ({ ctx, input: preferences }): Promise<AccessGrant> => {
      const { services, address } = ctx;
      const cookie = requireCookies(ctx.cookie);
      const visit = { preferences, address, userAgent: cookie.userAgent };
      const known =
        cookie.value === null ? null : await useAuthSession(services, cookie.value, visit);
      if (known) return admit(services, cookie, known);
      await services.limits.takeByAddress("newGuest", address);
      return admit(services, cookie, await openGuestSession(services, visit));
    }),
  /** A fresh access token for the cookie's user. Over HTTP alone. */
  refresh: anyone
    .input(preferencesSchema.default({}))
    .mutation(async ({ ctx, input: preferences }): Promise<AccessGrant> => {
      const cookie = requireCookies(ctx.cookie);
      const visit = { preferences, address: ctx.address, userAgent: cookie.userAgent };
      const session =
        cookie.value === null ? null : await useAuthSession(ctx.services, cookie.value, visit);
      if (!session) throw new RequestError("unauthenticated", "The session has ended.");
      return admit(ctx.services, cookie, session);
    }),
  me: signedIn.query(({ ctx }): Promise<User> => readUser(ctx.services.db, ctx.viewer.userId)),
});
