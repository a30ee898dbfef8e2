import { documentStyleOf } from "../../../../shared/brand-colours.ts";
import { imagePath } from "../../../../shared/brand-images.ts";
import type { Brand } from "../../../../shared/brand.ts";
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
  /** The path that the server is below, such as `/chat`; empty at the root. */
  basePath: string;
  /** How the server presents itself. */
  brand: Brand;
}

/** The style of a link's pages. */
export function shareStyleOf({ accent }: Brand): string {
  return accent ? documentStyle + documentStyleOf(accent) : documentStyle;
}

/** The server's logo, or its name. */
function siteOf({ basePath, brand }: Pick<ShareView, "basePath" | "brand">): string {
  const name = escapeHtml(brand.name);
  const [light, dark] = [imagePath(brand.images, "light"), imagePath(brand.images, "dark")];
  if (dark === null) return `<p class="site">${name}</p>`;
  const [ofLight, ofDark] = [basePath + (light ?? dark), basePath + dark];
  return `<p class="site"><picture><source media="(prefers-color-scheme: dark)" srcset="${ofDark}"><img src="${ofLight}" alt="${name}" height="32"></picture></p>`;
}

/** The path of a link's page. */
export function addressOf({ basePath }: Pick<ShareView, "basePath">, slug: string): string {
  return basePath + pathOf(slug);
}

/** A page of a copy, for a reader who may see it. */
export async function renderCopy(
  share: OpenShare,
  { messages, hasNext }: CopyPage,
  view: ShareView & { grants: ShareGrants; page: number },
): Promise<string> {
  const { locale, origin, page } = view;
  const w = shareWords(locale);
  const title = share.title ?? w.untitled;
  const markdown = createMarkdownRenderer({
    engine: markdownEngine,
    address: origin + view.basePath,
    pause: () => Bun.sleep(0),
  });
  const tools = { markdown, thoughts: w.thoughts };
  let articles = "";
  for (const message of messages) {
    articles += await renderMessage(toDocument(message, { ...view, share }), tools);
    if (message.isCut) articles += `<p class="meta">${escapeHtml(w.cut)}</p>\n`;
  }
  const isOpen = share.audience === "public" && share.passwordHash === null;
  const description = isOpen && page === 1 ? descriptionOf(messages) : w.closed;
  return renderPage({
    language: locale,
    direction: directionOf(locale),
    title: `${title} – ${view.brand.name}`,
    head: headOf(view, {
      title: isOpen ? title : w.closed,
      description,
      url: origin + addressOf(view, share.slug),
    }),
    style: shareStyleOf(view.brand),
    body: `${headerOf(share, { ...view, title })}
<main>
${articles}</main>
<footer>${pagerOf(share, { ...view, hasNext })}<p>${escapeHtml(w.note)}</p></footer>`,
  });
}

function headerOf(
  share: OpenShare,
  {
    title,
    locale,
    region,
    basePath,
    brand,
    grants,
  }: ShareView & { title: string; grants: ShareGrants },
): string {
  const w = shareWords(locale);
  const count = w.messages(share.messageCount, share.messageCount.toLocaleString(region));
  const grant = grants.give({ kind: "continue", share });
  return `<header>
${siteOf({ basePath, brand })}
<h1 dir="auto">${escapeHtml(title)}</h1>
<p class="meta">${escapeHtml(w.copiedOn(dayOf(share.updatedAt, region)))} · ${escapeHtml(count)}</p>
<nav><a class="button" href="${basePath}/continue/${share.slug}#${grant}">${escapeHtml(w.continue)}</a></nav>
</header>`;
}

/** Links between the pages of a long copy. */
function pagerOf(
  { slug }: OpenShare,
  view: ShareView & { hasNext: boolean; page: number },
): string {
  const { hasNext, page } = view;
  const w = shareWords(view.locale);
  const link = (to: number, rel: string, text: string) =>
    `<a rel="${rel}" href="${addressOf(view, slug)}${to === 1 ? "" : `?page=${to}`}">${escapeHtml(text)}</a>`;
  const links = [
    ...(page > 1 ? [link(page - 1, "prev", w.previousPage)] : []),
    ...(hasNext ? [link(page + 1, "next", w.nextPage)] : []),
  ];
  return links.length === 0 ? "" : `<p>${links.join(" · ")}</p>`;
}

function toDocument(
  { role, text, parts, model, createdAt, files }: CopiedMessage,
  of: ShareView & { share: OpenShare; grants: ShareGrants },
) {
  const w = shareWords(of.locale);
  return {
    role,
    name: role === "user" ? w.person : (model ?? w.assistant),
    text,
    parts,
    time: { iso: createdAt.toISOString(), label: dayOf(createdAt, of.region) },
    files: (files ?? []).map((file) => toFile(file, of)),
  };
}

function toFile(
  { id, name, size, kind, width, height }: Attachment,
  of: ShareView & { share: OpenShare; grants: ShareGrants },
): DocumentFile {
  const { share, region, grants } = of;
  const grant = grants.give({ kind: "file", share, about: id });
  const path = `${addressOf(of, share.slug)}/files/${id}`;
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
  view: Pick<ShareView, "locale" | "basePath" | "brand">,
  { title, body }: { title: string; body: string },
): string {
  return renderPage({
    language: view.locale,
    direction: directionOf(view.locale),
    title: `${title} – ${view.brand.name}`,
    head: headOf(view, { title: shareWords(view.locale).closed, description: "", url: null }),
    style: shareStyleOf(view.brand),
    body: `<header>\n${siteOf(view)}\n<h1>${escapeHtml(title)}</h1>\n</header>\n<main>${body}</main>`,
  });
}

function headOf(
  { basePath, brand }: Pick<ShareView, "basePath" | "brand">,
  { title, description, url }: { title: string; description: string; url: string | null },
): string {
  const meta = (name: string, content: string) =>
    `<meta property="og:${name}" content="${escapeHtml(content)}">\n`;
  const described = description === "" ? "" : meta("description", description);
  const named =
    description === "" ? "" : `<meta name="description" content="${escapeHtml(description)}">\n`;
  const addressed = url === null ? "" : meta("url", url);
  return `<meta name="robots" content="noindex">
<link rel="icon" href="${basePath}${imagePath(brand.images, "icon") ?? "/favicon.svg"}">
${named}${meta("type", "article")}${meta("site_name", brand.name)}${meta("title", title)}${described}${addressed}`;
}
