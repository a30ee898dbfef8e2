import { authSessionSeconds } from "./auth-session.ts";

/** The cookie that holds an auth session's secret. */
export const sessionCookieName = "chatkit_session_id";

/** The secret in a request's `Cookie` header, or null. */
export function readSessionCookie(header: string | null): string | null {
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === sessionCookieName && value) return value;
  }
  return null;
}

/** The `Set-Cookie` header for a secret; `secure` where people reach the server by TLS. */
export function writeSessionCookie(secret: string, secure: boolean): string {
  const parts = [
    `${sessionCookieName}=${secret}`,
    "Path=/",
    `Max-Age=${authSessionSeconds}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}
