import type { Brand } from "../../shared/brand.ts";
import { usualAccent } from "../../shared/brand-colours.ts";
import { directionOf, type Locale } from "../../shared/locale.ts";
import { layOut } from "./lay-out-mail.ts";
import type { MailContent } from "./mail-content.ts";
import { en } from "./words/en.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { es } from "./words/es.ts";
import { ko } from "./words/ko.ts";
import { pl } from "./words/pl.ts";
import { nl } from "./words/nl.ts";
import { it } from "./words/it.ts";
import { pt } from "./words/pt.ts";
import { zh } from "./words/zh.ts";
import { ja } from "./words/ja.ts";
import { fr } from "./words/fr.ts";
import type { MailWords, NamedContent, SayMoment, Wording } from "./words/mail-words.ts";

/** A mail as the recipient sees it. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** What is needed to build links. */
export interface MailLinks {
  /**
   * The server's public address as configured, never as claimed by a request, such as
   * `https://example.org/chat`.
   */
  address: () => string;
  /** The secret of a one-time link. */
  secretOf: (tokenId: string) => string;
}

const words: Readonly<Partial<Record<Locale, MailWords>>> = {
  en,
  fr,
  es,
  de,
  ar,
  ja,
  zh,
  pt,
  it,
  nl,
  pl,
  ko,
};

const rightToLeft = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}]/u;

/**
 * A chat's title that runs against the mail's language is isolated (U+2068 and U+2069), so that its
 * full stop is at its own end.
 */
function withIsolatedTitle(content: MailContent, locale: Locale): MailContent {
  if (content.kind !== "replyReady" || content.title === null) return content;
  const first = /\p{L}/u.exec(content.title)?.[0];
  const runsAgainst =
    first !== undefined && rightToLeft.test(first) !== (directionOf(locale) === "rtl");
  return runsAgainst ? { ...content, title: `\u2068${content.title}\u2069` } : content;
}

/** What all mails of a server share. */
export interface MailFrame extends MailLinks {
  brand: Brand;
}

/** Renders a mail in the recipient's language. */
export function renderMail(
  content: MailContent,
  locale: Locale,
  { brand, ...links }: MailFrame,
): RenderedMail {
  const of = words[locale] ?? en;
  const { plainLink, footer } = of;
  const wording = wordingOf(
    of,
    { ...withIsolatedTitle(content, locale), app: brand.name },
    momentIn(locale),
  );
  const url = wording.action === undefined ? null : `${links.address()}${pathOf(content, links)}`;
  const accent = brand.accent ?? usualAccent;
  const said = { ...wording, plainLink, footer: footer(links.address(), brand.name) };
  const parts = { ...said, url, locale, colour: accent.light };
  return { subject: oneLine(wording.subject), ...layOut(parts) };
}

function wordingOf(of: MailWords, content: NamedContent, say: SayMoment): Wording {
  switch (content.kind) {
    case "welcome":
      return of.welcome(content, say);
    case "verifyEmail":
      return of.verifyEmail(content, say);
    case "resetPassword":
      return of.resetPassword(content, say);
    case "accountCreated":
      return of.accountCreated(content, say);
    case "changeEmail":
      return of.changeEmail(content, say);
    case "emailChanged":
      return of.emailChanged(content, say);
    case "passwordChanged":
      return of.passwordChanged(content, say);
    case "identityConnected":
      return of.identityConnected(content, say);
    case "alreadyRegistered":
      return of.alreadyRegistered(content, say);
    case "newSignIn":
      return of.newSignIn(content, say);
    case "sessionCreated":
      return of.sessionCreated(content, say);
    case "replyReady":
      return of.replyReady(content, say);
    case "accountDeleted":
      return of.accountDeleted(content, say);
  }
}

/** Secrets go behind the `#`, which browsers put into no request and no referrer. */
function pathOf(content: MailContent, { secretOf }: MailLinks): string {
  switch (content.kind) {
    case "verifyEmail":
      return `/verify-email#${secretOf(content.tokenId)}`;
    case "resetPassword":
    case "accountCreated":
      return `/reset-password#${secretOf(content.tokenId)}`;
    case "changeEmail":
      return `/confirm-email#${secretOf(content.tokenId)}`;
    case "passwordChanged":
      return "/forgot-password";
    case "alreadyRegistered":
      return "/sign-in";
    case "identityConnected":
      return "/settings/account";
    case "newSignIn":
      return "/settings/devices";
    case "replyReady":
      return `/t/${encodeURIComponent(content.threadId)}`;
    case "welcome":
    case "emailChanged":
    case "sessionCreated":
    case "accountDeleted":
      return "/";
  }
}

function momentIn(locale: Locale): SayMoment {
  return (at, timeZone) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(
      new Date(at),
    );
}

/** A subject is a header, so line breaks and control characters must go. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
