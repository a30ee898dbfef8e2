import type { AccessGrant, User } from "../../shared/user.ts";
import { preferencesSchema } from "../../shared/user.ts";
import { RequestError } from "../errors.ts";
import { addressGroup } from "../http/client-address.ts";
import { anyone, router, signedIn } from "../trpc/init.ts";
import type { AccessTokens } from "./access-token.ts";
import { type AuthSession, openGuestSession, useAuthSession } from "./auth-session.ts";
import { readUser } from "./read-user.ts";

export const authRouter = router({
  /** Access for the cookie's user, or for a new guest, whose cookie is set. Over HTTP alone. */
  guest: anyone
    .input(preferencesSchema.default({}))
    .mutation(async ({ ctx, input }): Promise<AccessGrant> => {
      const cookie = requireCookies(ctx.cookie);
      const known =
        cookie.secret === null ? null : await useAuthSession(ctx.services.db, cookie.secret, input);
      if (known && cookie.secret !== null) cookie.set(cookie.secret);
      if (known) return grant(ctx.services.tokens, known);
      await ctx.services.limits.take("newGuest", addressGroup(ctx.address));
      const opened = await openGuestSession(ctx.services.db, {
        userAgent: cookie.userAgent,
        preferences: input,
      });
      cookie.set(opened.secret);
      return grant(ctx.services.tokens, opened);
    }),
  /** A fresh access token for the cookie's user. Over HTTP alone. */
  refresh: anyone
    .input(preferencesSchema.default({}))
    .mutation(async ({ ctx, input }): Promise<AccessGrant> => {
      const cookie = requireCookies(ctx.cookie);
      const session =
        cookie.secret === null ? null : await useAuthSession(ctx.services.db, cookie.secret, input);
      if (!session || cookie.secret === null)
        throw new RequestError("unauthenticated", "The session has ended.");
      cookie.set(cookie.secret);
      return grant(ctx.services.tokens, session);
    }),
  me: signedIn.query(({ ctx }): Promise<User> => readUser(ctx.services.db, ctx.viewer.userId)),
});

function requireCookies<T>(cookie: T | null): T {
  if (!cookie) throw new RequestError("invalid_input", "Call this over HTTP: it sets a cookie.");
  return cookie;
}

async function grant(tokens: AccessTokens, { id, user }: AuthSession): Promise<AccessGrant> {
  const { token, expiresAt } = await tokens.sign({
    userId: user.id,
    authSessionId: id,
    role: user.role,
  });
  return { accessToken: token, accessTokenExpiresAt: expiresAt, user };
}
