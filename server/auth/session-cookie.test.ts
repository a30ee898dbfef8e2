import { expect, test } from "bun:test";
import { readSessionCookie, writeSessionCookie } from "./session-cookie.ts";

// OWASP ASVS 5.0, 3.3 (cookie setup).

test("the cookie is for this server's requests alone, for 30 days", () => {
  const parts = writeSessionCookie("abc", false).split("; ");
  expect(parts[0]).toBe("chatkit_session_id=abc");
  expect(new Set(parts.slice(1))).toEqual(
    new Set(["Path=/", "Max-Age=2592000", "HttpOnly", "SameSite=Lax"]),
  );
});

test("where people come by TLS it never travels without", () => {
  expect(writeSessionCookie("abc", true).split("; ")).toContain("Secure");
});

test("what was written is read again, among other cookies", () => {
  const pair = writeSessionCookie("s-e_cret", true).split("; ")[0] ?? "";
  for (const header of [pair, `a=b; ${pair}`, `${pair};x=y`, `  ${pair}  ; z`, `a="q;"; ${pair}`])
    expect(readSessionCookie(header)).toBe("s-e_cret");
});

test("another name, an empty value or no cookie is no secret", () => {
  const none = [
    null,
    "",
    ";;;",
    "=",
    "chatkit_session_id",
    "chatkit_session_id=",
    "xchatkit_session_id=a",
    "CHATKIT_SESSION_ID=a",
    "chatkit_session_id2=a",
    "other=chatkit_session_id=a",
  ];
  for (const header of none) expect(readSessionCookie(header)).toBeNull();
});

test("a huge header is read in no time", () => {
  const startedAt = performance.now();
  expect(readSessionCookie(`${"a=b; ".repeat(200_000)}chatkit_session_id=x`)).toBe("x");
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
