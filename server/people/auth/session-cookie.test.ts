import { describe, expect, test } from "bun:test";
import { isSessionCookie, readSessionCookie, writeSessionCookie } from "./session-cookie.ts";

// OWASP ASVS 5.0, 3.3 (cookie setup).

const plainHttp = { header: null, secure: false };
const tls = { header: null, secure: true };

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
      secure: true,
    });
    expect(lines.slice(1)).toEqual([
      "chatkit_session_id=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
    ]);
  });

  test("has the browser forget it", () => {
    expect(writeSessionCookie(null, plainHttp)).toEqual([
      "chatkit_session_id=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    ]);
    const held = "__Host-chatkit_session_id=a; chatkit_session_id=b";
    const names = writeSessionCookie(null, { header: held, secure: true }).map(
      (line) => line.split(";")[0],
    );
    expect(names).toEqual(["__Host-chatkit_session_id=", "chatkit_session_id="]);
  });
});

test("headers of the session cookie are told from those of other cookies", () => {
  for (const secure of [true, false])
    for (const value of ["abc", null])
      for (const line of writeSessionCookie(value, { header: "chatkit_session_id=x", secure }))
        expect([line, isSessionCookie(line)]).toEqual([line, true]);
  for (const line of ["chatkit_device=x", "x=chatkit_session_id=y", "chatkit_session_id2=x"])
    expect(isSessionCookie(line)).toBe(false);
});

describe("what is read", () => {
  test("is what was written, among other cookies", () => {
    for (const secure of [true, false]) {
      const pair =
        writeSessionCookie("s-e_cret", { header: null, secure })[0]?.split("; ")[0] ?? "";
      for (const header of [
        pair,
        `a=b; ${pair}`,
        `${pair};x=y`,
        `  ${pair}  ; z`,
        `a="q;"; ${pair}`,
      ])
        expect(readSessionCookie(header, secure)).toEqual({
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
      expect(readSessionCookie(header, true)).toEqual({ value: "good", isPlainOverTls: false });
    expect(readSessionCookie(plain, true)).toEqual({ value: "planted", isPlainOverTls: true });
  });

  test("without TLS is the plain name alone", () => {
    expect(readSessionCookie("__Host-chatkit_session_id=x", false)).toBeNull();
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
      for (const secure of [true, false]) expect(readSessionCookie(header, secure)).toBeNull();
  });

  test("of a huge header takes no time", () => {
    const startedAt = performance.now();
    const huge = "a=b; ".repeat(200_000);
    expect(readSessionCookie(`${huge}chatkit_session_id=x`, true)?.value).toBe("x");
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});
