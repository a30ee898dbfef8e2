import { authSessionSeconds } from "./auth-session.ts";

/**
 * The cookie that names an auth session and holds its secret. Browsers take the first name only over
 * TLS, for this host alone, so that neither a sibling domain nor the network can plant one.
 */
export const sessionCookieNames = {
  tls: "__Host-chatkit_session_id",
  plain: "chatkit_session_id",
} as const;

/** A session cookie as a request brought it. */
export interface ShownCookie {
  value: string;
  /** It came under the plain name although people reach this server by TLS: from an earlier version, or planted. */
  isPlainOverTls: boolean;
}

/**
 * The cookie in a request's `Cookie` header, or null.
 *
 * @param secure whether people reach the server by TLS: then the `__Host-` name comes first
 */
export function readSessionCookie(header: string | null, secure: boolean): ShownCookie | null {
  const bound = secure ? findCookie(header, sessionCookieNames.tls) : null;
  if (bound !== null) return { value: bound, isPlainOverTls: false };
  const plain = findCookie(header, sessionCookieNames.plain);
  return plain === null ? null : { value: plain, isPlainOverTls: secure };
}

/**
 * The `Set-Cookie` headers for a value; null has the browser forget the cookie. Over TLS a cookie by
 * the plain name that the request brought is removed.
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

/** Whether a `Set-Cookie` header is about the session cookie, by either name. */
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
