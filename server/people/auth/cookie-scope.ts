/** Which requests browsers send a cookie with. */
export interface CookieScope {
  /** Only over TLS. */
  secure: boolean;
  /** Only below this path, such as `/chat`; `/` for the whole host. */
  path: string;
}

/** The scope of the cookies of a server below `basePath`, which is empty at the root. */
export function cookieScopeOf(basePath: string, secure: boolean): CookieScope {
  return { secure, path: basePath === "" ? "/" : basePath };
}

/**
 * The prefix of a cookie's name. With `__Host-`, browsers accept the cookie only over TLS, for this
 * host alone and for all of its paths; below a path `__Secure-` is what is left of that.
 */
export function cookiePrefix({ secure, path }: CookieScope): "__Host-" | "__Secure-" | "" {
  if (!secure) return "";
  return path === "/" ? "__Host-" : "__Secure-";
}

/** A `Set-Cookie` header of a cookie that scripts cannot read. */
export function setCookieLine(
  pair: { name: string; value: string },
  maxAgeSeconds: number,
  { secure, path }: CookieScope,
): string {
  const parts = [`${pair.name}=${pair.value}`, `Path=${path}`, `Max-Age=${maxAgeSeconds}`];
  return [...parts, "HttpOnly", "SameSite=Lax", ...(secure ? ["Secure"] : [])].join("; ");
}
