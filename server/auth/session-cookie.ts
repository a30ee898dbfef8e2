import { authSessionSeconds } from "./auth-session.ts";

/** The cookie that names an auth session and holds its secret. */
export const sessionCookieName = "chatkit_session_id";

/** The value in a request's `Cookie` header, or null. */
export function readSessionCookie(header: string | null): string | null {
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === sessionCookieName && value) return value;
  }
  return null;
}

/** The `Set-Cookie` header for a value; `secure` where people reach the server by TLS. */
export function writeSessionCookie(value: string, secure: boolean): string {
  return cookieHeader(value, authSessionSeconds, secure);
}

/** The `Set-Cookie` header that has a browser forget it. */
export function clearSessionCookie(secure: boolean): string {
  return cookieHeader("", 0, secure);
}

function cookieHeader(value: string, maxAgeSeconds: number, secure: boolean): string {
  const parts = [
    `${sessionCookieName}=${value}`,
    "Path=/",
    `Max-Age=${maxAgeSeconds}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}
