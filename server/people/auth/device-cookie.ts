import { cookiePrefix, type CookieScope, setCookieLine } from "./cookie-scope.ts";

/** How long a device is remembered, in seconds: browsers keep no cookie for more than 400 days. */
const rememberedSeconds = 365 * 86_400;

/**
 * The name of the cookie that marks a browser as known for certain accounts. It survives signing
 * out.
 */
export function deviceCookieNameFor(scope: CookieScope): string {
  return `${cookiePrefix(scope)}chatkit_device`;
}

/** The cookie's value in a request's `Cookie` header, or null. */
export function readDeviceCookie(header: string | null, scope: CookieScope): string | null {
  const wanted = deviceCookieNameFor(scope);
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === wanted && value) return value;
  }
  return null;
}

/** The `Set-Cookie` header for a value. */
export function writeDeviceCookie(value: string, scope: CookieScope): string {
  return setCookieLine({ name: deviceCookieNameFor(scope), value }, rememberedSeconds, scope);
}
