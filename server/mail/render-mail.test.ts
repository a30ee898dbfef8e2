import { usualBrand } from "../../shared/brand.ts";
import { describe, expect, test } from "bun:test";
import { type Locale, locales } from "../../shared/locale.ts";
import { createOneTimeSecrets } from "../people/auth/one-time-secrets.ts";
import { type MailContent, mailContentSchema, type MailKind } from "./mail-content.ts";
import { renderMail } from "./render-mail.ts";

const hostile = `"><script>alert(1)</script>\r\nBcc: victim@example.org\r\n\r\n<img src=x>`;
const at = "2026-03-01T18:30:00.000Z";
const where = { at, timeZone: "America/New_York" };

/** Every kind, with the worst that people can put into it, and where its button leads. */
const mails: Record<MailKind, { content: MailContent; path: string | null }> = {
  welcome: { content: { kind: "welcome" }, path: "/" },
  verifyEmail: { content: { kind: "verifyEmail", tokenId: "ott_1" }, path: "/verify-email#" },
  resetPassword: { content: { kind: "resetPassword", tokenId: "ott_1" }, path: "/reset-password#" },
  accountCreated: {
    content: { kind: "accountCreated", tokenId: "ott_1" },
    path: "/reset-password#",
  },
  changeEmail: { content: { kind: "changeEmail", tokenId: "ott_1" }, path: "/confirm-email#" },
  emailChanged: { content: { kind: "emailChanged", newEmail: hostile }, path: null },
  passwordChanged: { content: { kind: "passwordChanged" }, path: "/forgot-password" },
  identityConnected: {
    content: { kind: "identityConnected", provider: hostile },
    path: "/settings/account",
  },
  alreadyRegistered: { content: { kind: "alreadyRegistered" }, path: "/sign-in" },
  newSignIn: {
    content: { kind: "newSignIn", userAgent: hostile, address: "203.0.113.9", ...where },
    path: "/settings",
  },
  sessionCreated: {
    content: { kind: "sessionCreated", workflowName: hostile, ...where },
    path: null,
  },
  replyReady: { content: { kind: "replyReady", threadId: "cthr_1", title: hostile }, path: "/t/" },
  accountDeleted: { content: { kind: "accountDeleted" }, path: null },
};

const origin = "https://chat.example.org";
const { secretOf, tokenIdOf } = createOneTimeSecrets(["a secret that only tests know about"]);
const links = { address: () => origin, secretOf, brand: usualBrand };

test("there is a mail of every kind here", () => {
  const kinds = mailContentSchema.options.map(({ shape }) => shape.kind.value);
  expect(Object.keys(mails).toSorted()).toEqual(kinds.toSorted());
});

for (const locale of locales) {
  describe(`in ${locale}`, () => {
    for (const [kind, { content, path }] of Object.entries(mails)) {
      test(`${kind} looks as it should, whatever it holds`, () => {
        const { subject, text, html } = renderMail(content, locale, links);
        expect(subject).not.toBe("");
        expect(subject).not.toMatch(/[\r\n]/);
        expect(html).toContain(`<html lang="${locale}"`);
        expect(html).not.toContain("<script");
        expect(html).not.toContain("<img");
        expect(text).not.toContain("\r");
        expect(text).toContain(origin);
        if (path === null) {
          expect(html).not.toContain("<a ");
        } else {
          expect(text).toContain(`\n${origin}${path}`);
          expect(html.split(`href="${origin}${path}`)).toHaveLength(3);
        }
        if (JSON.stringify(content).includes("victim"))
          expect(`${subject} ${text} ${html}`).toContain("victim@example.org");
        for (const word of ["undefined", "null", "[object", "Invalid"])
          expect([word, `${subject} ${text}`.includes(word)]).toEqual([word, false]);
      });
    }
  });
}

test("each language says it in its own words", () => {
  for (const { content } of Object.values(mails)) {
    const texts = locales.map((locale) => renderMail(content, locale, links).text);
    expect(new Set(texts).size).toBe(locales.length);
  }
});

test("moments are by the reader's clock and language", () => {
  const { content } = mails.newSignIn;
  expect(renderMail(content, "en", links).text).toContain("March 1, 2026 at 1:30");
  expect(renderMail(content, "fr", links).text).toContain("1 mars 2026 à 13:30");
  expect(renderMail(content, "es", links).text).toContain("1 de marzo de 2026");
});

test("a one-time link holds a secret that only this server can make (ASVS 5.0, 6.4)", () => {
  const { text } = renderMail(mails.resetPassword.content, "en", links);
  const secret = /#(\S+)/.exec(text)?.[1] ?? "";
  expect(tokenIdOf(secret)).toBe("ott_1");
  const [id = "", mac = ""] = secret.split(".");
  for (const forged of ["", id, `${id}.`, `ott_2.${mac}`, `${id}.${mac.slice(1)}A`, `${id}.AAAA`])
    expect([forged, tokenIdOf(forged)]).toEqual([forged, null]);
  const other = createOneTimeSecrets(["another secret that only tests know"]);
  expect(other.tokenIdOf(secret)).toBeNull();
  const rotated = createOneTimeSecrets([
    "a newer secret of this server's ....",
    "a secret that only tests know about",
  ]);
  expect(rotated.tokenIdOf(secret)).toBe("ott_1");
  expect(rotated.secretOf("ott_1")).not.toBe(secret);
});

test("a title that runs against the mail's language keeps its marks at its own end", () => {
  const subject = (title: string, locale: Locale) =>
    renderMail({ kind: "replyReady", threadId: "cthr_1", title }, locale, links).subject;
  expect(subject("مرحبا!", "en")).toBe("Your reply is ready: \u2068مرحبا!\u2069");
  expect(subject("Hello!", "en")).toBe("Your reply is ready: Hello!");
  expect(subject("Hello!", "ar")).toContain("\u2068Hello!\u2069");
  expect(subject("مرحبا!", "ar")).not.toContain("\u2068");
});
