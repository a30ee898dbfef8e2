import {
  type ExportedThread,
  instructionOf,
  type MarkdownOptions,
} from "../../client/export/export-thread.ts";
import { shownTitle } from "../../client/state/shown-title.ts";
import type { Locale } from "../../shared/locale.ts";
import { partsOf } from "../../shared/apply-part-event.ts";
import type { Message } from "../../shared/message.ts";
import { formatSize } from "../attachments/format-size.ts";
import {
  type DocumentFile,
  type DocumentMessage,
  renderMessage,
  renderPage,
} from "../documents/chat-document.ts";
import { documentStyle } from "../documents/document-style.ts";
import { escapeHtml } from "../documents/escape.ts";
import type { MarkdownEngine } from "../markdown/markdown-engine.ts";
import { createMarkdownRenderer } from "../documents/render-markdown.ts";

/** What an HTML export depends on besides the chat. */
export interface HtmlOptions extends MarkdownOptions {
  /** What the server is called. */
  app: string;
  engine: MarkdownEngine;
  locale: Locale;
  direction: "ltr" | "rtl";
  /** The server's address, to which its own links lead. */
  address: string;
  /** A small picture of an image as a data URL; null if there is none. */
  picture: (attachmentId: string) => Promise<string | null>;
  /** Lets the page react between stretches of work. */
  pause: () => Promise<void>;
}

/**
 * One branch of the chat as a page that stands alone: no script, nothing that is loaded, and a
 * style for paper. Images are in it, small; other files are named.
 */
export async function toHtml(
  { thread, messages, branch, exportedAt }: ExportedThread,
  options: HtmlOptions,
): Promise<string> {
  const { words, direction, address, pause, time, engine } = options;
  const byId = new Map(messages.map((message) => [message.id, message]));
  const markdown = createMarkdownRenderer({ engine, address, pause });
  const tools = { markdown, thoughts: words.thoughts };
  const articles: string[] = [];
  for (const id of branch) {
    const message = byId.get(id);
    if (!message) continue;
    const files = await toFiles(message, options);
    articles.push(await renderMessage(toDocument(message, { ...options, files }), tools));
  }
  const title = shownTitle(thread) ?? words.untitled;
  const at = exportedAt.toISOString();
  return renderPage({
    language: options.locale,
    direction,
    title,
    head: "",
    style: documentStyle,
    body: `<header>
<p class="site">${escapeHtml(options.app)}</p>
<h1 dir="auto">${escapeHtml(title)}</h1>
<p class="meta"><time datetime="${at}">${escapeHtml(time(at))}</time></p>
</header>
<main>
${articles.join("")}</main>`,
  });
}

function toDocument(
  message: Message,
  { words, hasThoughts, time, files }: HtmlOptions & { files: DocumentFile[] },
): DocumentMessage {
  const { role, text, createdAt, generation } = message;
  const isShown = ({ kind }: { kind: string }) => kind === "text" || hasThoughts;
  return {
    role,
    name: role === "user" ? words.you : (generation?.model ?? words.assistant),
    text,
    parts:
      role === "user"
        ? null
        : [
            ...instructionOf(message, words).map((said) => ({ kind: "text" as const, text: said })),
            ...partsOf(message).filter(isShown),
          ],
    time: { iso: createdAt, label: time(createdAt) },
    files,
  };
}

async function toFiles(
  { attachments = [] }: Message,
  { locale, picture }: HtmlOptions,
): Promise<DocumentFile[]> {
  const files: DocumentFile[] = [];
  for (const { id, kind, name, size, width, height } of attachments) {
    const src = kind === "image" ? await picture(id) : null;
    files.push({
      name,
      size: formatSize(size, locale),
      href: null,
      picture: src === null ? null : { src, width, height },
    });
  }
  return files;
}
