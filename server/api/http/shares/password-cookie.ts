import { setCookieLine } from "../../../people/auth/cookie-scope.ts";

/** The name of the cookie that proves that its reader has entered a link's password. */
const cookieName = "chatkit_share";

/** The cookie in a request's `Cookie` header, or null. Browsers send it to its link alone. */
export function readPasswordCookie(header: string | null): string | null {
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === cookieName && value) return value;
  }
  return null;
}

/** The `Set-Cookie` header for a link's path. */
export function passwordCookieOf({
  path,
  value,
  seconds,
  secure,
}: {
  path: string;
  value: string;
  seconds: number;
  secure: boolean;
}): string {
  return setCookieLine({ name: cookieName, value }, seconds, { path, secure });
}
