import { authSessionSeconds } from "./auth-session.ts";
import { cookiePrefix, type CookieScope, setCookieLine } from "./cookie-scope.ts";

/** The cookie's name without TLS. */
const plainName = "chatkit_session_id";

/**
 * The name of the cookie that holds an auth session's id and secret. Over TLS and at the root,
 * browsers accept it for this host alone, so neither a sibling domain nor the network can plant
 * one.
 */
export function sessionCookieNameFor(scope: CookieScope): string {
  return cookiePrefix(scope) + plainName;
}

/** A session cookie from a request. */
export interface ShownCookie {
  value: string;
  /**
   * It has the plain name although the server is reached over TLS: from an earlier version, or
   * planted.
   */
  isPlainOverTls: boolean;
}

/**
 * The session cookie in a request's `Cookie` header, or null.
 *
 * @param scope over TLS, the name with a prefix takes precedence
 */
export function readSessionCookie(header: string | null, scope: CookieScope): ShownCookie | null {
  const bound = scope.secure ? findCookie(header, sessionCookieNameFor(scope)) : null;
  if (bound !== null) return { value: bound, isPlainOverTls: false };
  const plain = findCookie(header, plainName);
  return plain === null ? null : { value: plain, isPlainOverTls: scope.secure };
}

/**
 * The `Set-Cookie` headers for a value; null deletes the cookie. Over TLS, a cookie with the plain
 * name in the request is deleted too.
 *
 * @param header the request's `Cookie` header
 */
export function writeSessionCookie(
  value: string | null,
  { header, scope }: { header: string | null; scope: CookieScope },
): string[] {
  const line = setCookie(sessionCookieNameFor(scope), value, scope);
  const isReplaced = scope.secure && findCookie(header, plainName) !== null;
  return isReplaced ? [line, setCookie(plainName, null, scope)] : [line];
}

/** Whether a `Set-Cookie` header sets the session cookie, under any of its names. */
export function isSessionCookie(line: string): boolean {
  return /^(?:__Host-|__Secure-)?chatkit_session_id=/.test(line);
}

function findCookie(header: string | null, wanted: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === wanted && value) return value;
  }
  return null;
}

function setCookie(name: string, value: string | null, scope: CookieScope): string {
  const maxAgeSeconds = value === null ? 0 : authSessionSeconds;
  return setCookieLine({ name, value: value ?? "" }, maxAgeSeconds, scope);
}
