import type { AccessGrant } from "../../shared/user.ts";
import { RequestError } from "../errors.ts";
import type { AccessTokens } from "./access-token.ts";
import type { AuthSession, OpenedAuthSession } from "./auth-session.ts";

/** What sets cookies is called over HTTP. */
export function requireCookies<T>(cookie: T | null): T {
  if (!cookie) throw new RequestError("invalid_input", "Call this over HTTP: it sets a cookie.");
  return cookie;
}

/** Access for the user of an auth session, whose cookie is set. */
export function admit(
  { tokens }: { tokens: AccessTokens },
  cookie: { set(value: string): void },
  session: OpenedAuthSession,
): Promise<AccessGrant> {
  cookie.set(session.cookie);
  return grant(tokens, session);
}

async function grant(tokens: AccessTokens, { id, user }: AuthSession): Promise<AccessGrant> {
  const { token, expiresAt } = await tokens.sign({
    userId: user.id,
    authSessionId: id,
    role: user.role,
  });
  return { accessToken: token, accessTokenExpiresAt: expiresAt, user };
}
