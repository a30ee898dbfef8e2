import type { Attachment } from "../../../../shared/attachment.ts";
import { directionOf, type Locale } from "../../../../shared/locale.ts";
import {
  type DocumentFile,
  renderMessage,
  renderPage,
} from "../../../../web/documents/chat-document.ts";
import { documentStyle } from "../../../../web/documents/document-style.ts";
import { escapeHtml } from "../../../../web/documents/escape.ts";
import { createMarkdownRenderer } from "../../../../web/documents/render-markdown.ts";
import { markdownEngine } from "../../../../web/markdown/markdown-engine.ts";
import type { OpenShare } from "../../../chat/shares/open-share.ts";
import type { CopiedMessage, CopyPage } from "../../../chat/shares/read-copy.ts";
import { pathOf } from "../../../chat/shares/share-view.ts";
import type { ShareGrants } from "../../../chat/shares/share-grants.ts";
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
import type { ShareWords } from "./words/share-words.ts";

const words: Readonly<Partial<Record<Locale, ShareWords>>> = {
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

/** The words of a link's pages. */
export function shareWords(locale: Locale): ShareWords {
  return words[locale] ?? en;
}

/** Longest description in UTF-16 code units; apps show about two lines. */
const descriptionLength = 200;

/** What a page depends on besides its content. */
export interface ShareView {
  locale: Locale;
  /** The reader's region for dates and numbers, such as `en-GB`; the language without one. */
  region: string;
  /** The server's origin, such as `https://chat.example`. */
  origin: string;
}

/** A page of a copy, for a reader who may see it. */
export async function renderCopy(
  share: OpenShare,
  { messages, hasNext }: CopyPage,
  { locale, region, origin, grants, page }: ShareView & { grants: ShareGrants; page: number },
): Promise<string> {
  const w = shareWords(locale);
  const title = share.title ?? w.untitled;
  const markdown = createMarkdownRenderer({
    engine: markdownEngine,
    origin,
    pause: () => Bun.sleep(0),
  });
  const tools = { markdown, thoughts: w.thoughts };
  let articles = "";
  for (const message of messages) {
    articles += await renderMessage(toDocument(message, { share, locale, region, grants }), tools);
    if (message.isCut) articles += `<p class="meta">${escapeHtml(w.cut)}</p>\n`;
  }
  const isOpen = share.audience === "public" && share.passwordHash === null;
  const description = isOpen && page === 1 ? descriptionOf(messages) : w.closed;
  return renderPage({
    language: locale,
    direction: directionOf(locale),
    title: `${title} – ChatKit`,
    head: headOf({
      title: isOpen ? title : w.closed,
      description,
      url: origin + pathOf(share.slug),
    }),
    style: documentStyle,
    body: `${headerOf(share, { title, locale, region, grants })}
<main>
${articles}</main>
<footer>${pagerOf(share, { hasNext, page, w })}<p>${escapeHtml(w.note)}</p></footer>`,
  });
}

function headerOf(
  share: OpenShare,
  {
    title,
    locale,
    region,
    grants,
  }: { title: string; locale: Locale; region: string; grants: ShareGrants },
): string {
  const w = shareWords(locale);
  const count = w.messages(share.messageCount, share.messageCount.toLocaleString(region));
  const grant = grants.give({ kind: "continue", share });
  return `<header>
<p class="site">ChatKit</p>
<h1 dir="auto">${escapeHtml(title)}</h1>
<p class="meta">${escapeHtml(w.copiedOn(dayOf(share.updatedAt, region)))} · ${escapeHtml(count)}</p>
<nav><a class="button" href="/continue/${share.slug}#${grant}">${escapeHtml(w.continue)}</a></nav>
</header>`;
}

/** Links between the pages of a long copy. */
function pagerOf(
  { slug }: OpenShare,
  { hasNext, page, w }: { hasNext: boolean; page: number; w: ShareWords },
): string {
  const link = (to: number, rel: string, text: string) =>
    `<a rel="${rel}" href="${pathOf(slug)}${to === 1 ? "" : `?page=${to}`}">${escapeHtml(text)}</a>`;
  const links = [
    ...(page > 1 ? [link(page - 1, "prev", w.previousPage)] : []),
    ...(hasNext ? [link(page + 1, "next", w.nextPage)] : []),
  ];
  return links.length === 0 ? "" : `<p>${links.join(" · ")}</p>`;
}

function toDocument(
  { role, text, parts, model, createdAt, files }: CopiedMessage,
  {
    share,
    locale,
    region,
    grants,
  }: { share: OpenShare; locale: Locale; region: string; grants: ShareGrants },
) {
  const w = shareWords(locale);
  return {
    role,
    name: role === "user" ? w.person : (model ?? w.assistant),
    text,
    parts,
    time: { iso: createdAt.toISOString(), label: dayOf(createdAt, region) },
    files: (files ?? []).map((file) => toFile(file, { share, region, grants })),
  };
}

function toFile(
  { id, name, size, kind, width, height }: Attachment,
  { share, region, grants }: { share: OpenShare; region: string; grants: ShareGrants },
): DocumentFile {
  const grant = grants.give({ kind: "file", share, about: id });
  const path = `${pathOf(share.slug)}/files/${id}`;
  return {
    name,
    size: sizeOf(size, region),
    href: `${path}?grant=${grant}`,
    picture: kind === "image" ? { src: `${path}/preview?grant=${grant}`, width, height } : null,
  };
}

function sizeOf(bytes: number, region: string): string {
  const isLarge = bytes >= 1_000_000;
  const unit = isLarge ? "megabyte" : "kilobyte";
  const value = Math.max(1, bytes / (isLarge ? 1_000_000 : 1_000));
  const options = { style: "unit", unit, maximumFractionDigits: isLarge ? 1 : 0 } as const;
  return new Intl.NumberFormat(region, options).format(value);
}

/** The day in UTC, because nothing tells the reader's time zone. */
function dayOf(time: Date, region: string): string {
  return new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" }).format(time);
}

function descriptionOf(messages: readonly CopiedMessage[]): string {
  const text = messages.find(({ role }) => role === "user")?.text ?? "";
  const line = text
    .slice(0, 4 * descriptionLength)
    .replace(/\s+/g, " ")
    .trim();
  const short = Array.from(line).slice(0, descriptionLength).join("");
  return short.length < line.length ? `${short}…` : short;
}

/** A page that says one thing, such as that a link does not work. */
export function renderNotice(
  { locale }: Pick<ShareView, "locale">,
  { title, body }: { title: string; body: string },
): string {
  return renderPage({
    language: locale,
    direction: directionOf(locale),
    title: `${title} – ChatKit`,
    head: headOf({ title: shareWords(locale).closed, description: "", url: null }),
    style: documentStyle,
    body: `<header>\n<p class="site">ChatKit</p>\n<h1>${escapeHtml(title)}</h1>\n</header>\n<main>${body}</main>`,
  });
}

function headOf({
  title,
  description,
  url,
}: {
  title: string;
  description: string;
  url: string | null;
}): string {
  const meta = (name: string, content: string) =>
    `<meta property="og:${name}" content="${escapeHtml(content)}">\n`;
  const described = description === "" ? "" : meta("description", description);
  const named =
    description === "" ? "" : `<meta name="description" content="${escapeHtml(description)}">\n`;
  const addressed = url === null ? "" : meta("url", url);
  return `<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${named}${meta("type", "article")}${meta("site_name", "ChatKit")}${meta("title", title)}${described}${addressed}`;
}
