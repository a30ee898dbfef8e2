import { authSessionSeconds } from "./auth-session.ts";

/**
 * The name of the cookie that holds an auth session's id and secret. Browsers accept the first only
 * over TLS and for this host alone, so neither a sibling domain nor the network can plant one.
 */
export const sessionCookieNames = {
  tls: "__Host-chatkit_session_id",
  plain: "chatkit_session_id",
} as const;

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
 * @param secure whether the server is reached over TLS: then the `__Host-` name takes precedence
 */
export function readSessionCookie(header: string | null, secure: boolean): ShownCookie | null {
  const bound = secure ? findCookie(header, sessionCookieNames.tls) : null;
  if (bound !== null) return { value: bound, isPlainOverTls: false };
  const plain = findCookie(header, sessionCookieNames.plain);
  return plain === null ? null : { value: plain, isPlainOverTls: secure };
}

/**
 * The `Set-Cookie` headers for a value; null deletes the cookie. Over TLS, a cookie with the plain
 * name in the request is deleted too.
 *
 * @param header the request's `Cookie` header
 */
export function writeSessionCookie(
  value: string | null,
  { header, secure }: { header: string | null; secure: boolean },
): string[] {
  const { tls, plain } = sessionCookieNames;
  const line = setCookie(secure ? tls : plain, value, secure);
  const isReplaced = secure && findCookie(header, plain) !== null;
  return isReplaced ? [line, setCookie(plain, null, secure)] : [line];
}

/** Whether a `Set-Cookie` header sets the session cookie, under either name. */
export function isSessionCookie(line: string): boolean {
  return Object.values(sessionCookieNames).some((name) => line.startsWith(`${name}=`));
}

function findCookie(header: string | null, wanted: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === wanted && value) return value;
  }
  return null;
}

function setCookie(name: string, value: string | null, secure: boolean): string {
  const maxAgeSeconds = value === null ? 0 : authSessionSeconds;
  const parts = [`${name}=${value ?? ""}`, "Path=/", `Max-Age=${maxAgeSeconds}`];
  return [...parts, "HttpOnly", "SameSite=Lax", ...(secure ? ["Secure"] : [])].join("; ");
}
