import { describe, expect, test } from "bun:test";
import { type CookieScope, cookieScopeOf } from "./cookie-scope.ts";
import { readDeviceCookie, writeDeviceCookie } from "./device-cookie.ts";
import { isSessionCookie, readSessionCookie, writeSessionCookie } from "./session-cookie.ts";

// OWASP ASVS 5.0, 3.3 (cookie setup).

const overHttp = cookieScopeOf("", false);
const overTls = cookieScopeOf("", true);
const belowPath = cookieScopeOf("/chat", true);
const scopes: readonly CookieScope[] = [
  overHttp,
  overTls,
  belowPath,
  cookieScopeOf("/chat", false),
];
const plainHttp = { header: null, scope: overHttp };
const tls = { header: null, scope: overTls };

describe("what is written", () => {
  test("is for this server's requests alone, for 30 days", () => {
    const lines = writeSessionCookie("abc", plainHttp);
    expect(lines).toEqual([
      "chatkit_session_id=abc; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax",
    ]);
  });

  test("over TLS is bound to the host, and never travels without TLS", () => {
    const lines = writeSessionCookie("abc", tls);
    expect(lines).toEqual([
      "__Host-chatkit_session_id=abc; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure",
    ]);
    expect(lines.join()).not.toContain("Domain");
  });

  test("over TLS replaces a cookie by the plain name, if the browser has one", () => {
    const lines = writeSessionCookie("abc", {
      header: "a=b; chatkit_session_id=old",
      scope: overTls,
    });
    expect(lines.slice(1)).toEqual([
      "chatkit_session_id=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
    ]);
  });

  test("below a path is sent only there, and over TLS never without it", () => {
    expect(writeSessionCookie("abc", { header: null, scope: belowPath })).toEqual([
      "__Secure-chatkit_session_id=abc; Path=/chat; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure",
    ]);
    const scope = cookieScopeOf("/chat", false);
    expect(writeSessionCookie("abc", { header: null, scope })).toEqual([
      "chatkit_session_id=abc; Path=/chat; Max-Age=2592000; HttpOnly; SameSite=Lax",
    ]);
    const device = writeDeviceCookie("d", belowPath);
    expect(device).toStartWith("__Secure-chatkit_device=d; Path=/chat; ");
    expect(readDeviceCookie(device, belowPath)).toBe("d");
  });

  test("has the browser forget it", () => {
    expect(writeSessionCookie(null, plainHttp)).toEqual([
      "chatkit_session_id=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    ]);
    const held = "__Host-chatkit_session_id=a; chatkit_session_id=b";
    const names = writeSessionCookie(null, { header: held, scope: overTls }).map(
      (line) => line.split(";")[0],
    );
    expect(names).toEqual(["__Host-chatkit_session_id=", "chatkit_session_id="]);
  });
});

test("headers of the session cookie are told from those of other cookies", () => {
  for (const scope of scopes)
    for (const value of ["abc", null])
      for (const line of writeSessionCookie(value, { header: "chatkit_session_id=x", scope }))
        expect([line, isSessionCookie(line)]).toEqual([line, true]);
  for (const line of ["chatkit_device=x", "x=chatkit_session_id=y", "chatkit_session_id2=x"])
    expect(isSessionCookie(line)).toBe(false);
});

describe("what is read", () => {
  test("is what was written, among other cookies", () => {
    for (const scope of scopes) {
      const pair = writeSessionCookie("s-e_cret", { header: null, scope })[0]?.split("; ")[0] ?? "";
      for (const header of [
        pair,
        `a=b; ${pair}`,
        `${pair};x=y`,
        `  ${pair}  ; z`,
        `a="q;"; ${pair}`,
      ])
        expect(readSessionCookie(header, scope)).toEqual({
          value: "s-e_cret",
          isPlainOverTls: false,
        });
    }
  });

  test("over TLS is the bound name first, wherever it stands", () => {
    const [bound, plain] = ["__Host-chatkit_session_id=good", "chatkit_session_id=planted"];
    for (const header of [
      `${bound}; ${plain}`,
      `${plain}; ${bound}`,
      `${plain}; ${plain}; ${bound}`,
    ])
      expect(readSessionCookie(header, overTls)).toEqual({ value: "good", isPlainOverTls: false });
    expect(readSessionCookie(plain, overTls)).toEqual({ value: "planted", isPlainOverTls: true });
  });

  test("without TLS is the plain name alone", () => {
    expect(readSessionCookie("__Host-chatkit_session_id=x", overHttp)).toBeNull();
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
      "__host-chatkit_session_id=a",
      "__Host-chatkit_session_id=",
      "__Secure-chatkit_session_id=a",
    ];
    for (const header of none)
      for (const scope of [overTls, overHttp]) expect(readSessionCookie(header, scope)).toBeNull();
  });

  test("of a huge header takes no time", () => {
    const startedAt = performance.now();
    const huge = "a=b; ".repeat(200_000);
    expect(readSessionCookie(`${huge}chatkit_session_id=x`, overTls)?.value).toBe("x");
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});
