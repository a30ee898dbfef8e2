import type { AccessGrant } from "../../../shared/user.ts";
import { RequestError } from "../../platform/errors.ts";
import type { AccessTokens } from "./access-token.ts";
import type { KnownDevices } from "./known-devices.ts";
import type { AuthSession, OpenedAuthSession } from "./auth-session.ts";

/** What sets cookies is called over HTTP. */
export function requireCookies<T>(cookie: T | null): T {
  if (!cookie) throw new RequestError("invalid_input", "Call this over HTTP: it sets a cookie.");
  return cookie;
}

/** Cookies that a browser is sent when it is let in. */
type AdmittingCookies = DeviceCookie & { set(value: string): void };

/** What a browser has shown to be known by, and how it is told to keep that. */
interface DeviceCookie {
  device: string | null;
  setDevice(value: string): void;
}

/** Access for the user of an auth session, whose cookie is set; the browser is known for an account from then on. */
export function admit(
  { tokens, knownDevices }: { tokens: AccessTokens; knownDevices: KnownDevices },
  cookie: AdmittingCookies,
  session: OpenedAuthSession,
): Promise<AccessGrant> {
  cookie.set(session.cookie);
  if (!session.user.isGuest) rememberDevice({ knownDevices }, cookie, session.user.id);
  return grant(tokens, session);
}

/** Has the browser keep that it is known for the account, unless it is already. */
export function rememberDevice(
  { knownDevices }: { knownDevices: KnownDevices },
  cookie: DeviceCookie,
  userId: string,
): void {
  if (knownDevices.deviceOf(cookie.device, userId) !== null) return;
  cookie.setDevice(knownDevices.remember(cookie.device, userId));
}

async function grant(tokens: AccessTokens, { id, user }: AuthSession): Promise<AccessGrant> {
  const { token, expiresAt } = await tokens.sign({
    userId: user.id,
    authSessionId: id,
    role: user.role,
  });
  return { accessToken: token, accessTokenExpiresAt: expiresAt, user };
}
