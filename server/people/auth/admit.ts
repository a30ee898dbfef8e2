import type { AccessGrant } from "../../../shared/user.ts";
import { RequestError } from "../../platform/errors.ts";
import type { AccessTokens } from "./access-token.ts";
import type { KnownDevices } from "./known-devices.ts";
import type { AuthSession, OpenedAuthSession } from "./auth-session.ts";

/** Rejects procedures that set cookies when they are not called over HTTP. */
export function requireCookies<T>(cookie: T | null): T {
  if (!cookie) throw new RequestError("invalid_input", "Call this over HTTP: it sets a cookie.");
  return cookie;
}

/** Cookies to set when a browser signs in. */
type AdmittingCookies = DeviceCookie & { set(value: string): void };

/** The device cookie of a browser, and how to replace it. */
interface DeviceCookie {
  device: string | null;
  setDevice(value: string): void;
}

/**
 * Creates the access of an auth session, sets its cookie and remembers the device for the account.
 */
export function admit(
  { tokens, knownDevices }: { tokens: AccessTokens; knownDevices: KnownDevices },
  cookie: AdmittingCookies,
  session: OpenedAuthSession,
): Promise<AccessGrant> {
  cookie.set(session.cookie);
  if (!session.user.isGuest) rememberDevice({ knownDevices }, cookie, session.user.id);
  return grant(tokens, session);
}

/** Sets the device cookie, unless the device is already known for the account. */
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
