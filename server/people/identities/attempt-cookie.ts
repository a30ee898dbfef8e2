import { cookiePrefix, type CookieScope, setCookieLine } from "../auth/cookie-scope.ts";
import { attemptMinutes } from "./attempts.ts";

/** The name of the cookie that binds an attempt to the browser that has begun it. */
export function attemptCookieNameFor(scope: CookieScope): string {
  return `${cookiePrefix(scope)}chatkit_identity`;
}

/** The secret in a request's `Cookie` header, or null. */
export function readAttemptCookie(header: string | null, scope: CookieScope): string | null {
  const wanted = attemptCookieNameFor(scope);
  for (const pair of header?.split(";") ?? []) {
    const [name, value = ""] = pair.trim().split("=", 2);
    if (name === wanted && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}

/**
 * The `Set-Cookie` header for a secret; null deletes the cookie. Browsers send it when another site
 * sends them here, since that is how a provider ends.
 */
export function writeAttemptCookie(secret: string | null, scope: CookieScope): string {
  const pair = { name: attemptCookieNameFor(scope), value: secret ?? "" };
  return setCookieLine(pair, secret === null ? 0 : attemptMinutes * 60, scope);
}
