/** The cookie that marks a browser as known for certain accounts. It survives signing out. */
const deviceCookieName = "chatkit_device";

/** How long a device is remembered, in seconds: browsers keep no cookie for more than 400 days. */
const rememberedSeconds = 365 * 86_400;

/**
 * The name of the cookie. With the `__Host-` prefix, browsers guarantee that no other host has set
 * it.
 */
export function deviceCookieNameFor(secure: boolean): string {
  return secure ? `__Host-${deviceCookieName}` : deviceCookieName;
}

/** The cookie's value in a request's `Cookie` header, or null. */
export function readDeviceCookie(header: string | null, secure: boolean): string | null {
  const wanted = deviceCookieNameFor(secure);
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === wanted && value) return value;
  }
  return null;
}

/** The `Set-Cookie` header for a value. */
export function writeDeviceCookie(value: string, secure: boolean): string {
  const parts = [
    `${deviceCookieNameFor(secure)}=${value}`,
    "Path=/",
    `Max-Age=${rememberedSeconds}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}
