import type { Part } from "../../shared/parts.ts";
import { escapeHtml } from "./escape.ts";
import type { RenderMarkdown } from "./render-markdown.ts";

/** A file of a message. */
export interface DocumentFile {
  name: string;
  /** Size, as the reader writes it. */
  size: string;
  /** Where its bytes are; null for a file that is only named. */
  href: string | null;
  /** A small picture of it; null for none. Width and height in pixels may be unknown. */
  picture: { src: string; width: number | null; height: number | null } | null;
}

/** A message of a document. */
export interface DocumentMessage {
  role: "user" | "assistant";
  /** Who wrote it. */
  name: string;
  text: string;
  /** The content of a reply; null if it is only the text. */
  parts: readonly Part[] | null;
  /** ISO 8601, and as the reader writes it. */
  time: { iso: string; label: string };
  files: readonly DocumentFile[];
}

/** How messages are written. */
export interface MessageTools {
  markdown: RenderMarkdown;
  /** The title of a model's thoughts. */
  thoughts: string;
}

/** A message as HTML: what a person wrote as it was typed, a reply as Markdown. */
export async function renderMessage(
  { role, name, text, parts, time, files }: DocumentMessage,
  tools: MessageTools,
): Promise<string> {
  const heading = `<h2><span dir="auto">${escapeHtml(name)}</span> <time datetime="${escapeHtml(time.iso)}">${escapeHtml(time.label)}</time></h2>`;
  const content = role === "user" ? renderTyped(text) : await renderReply(text, parts, tools);
  const body = content === "" ? "" : `<div class="text">${content}</div>`;
  const kind = role === "user" ? "user" : "reply";
  return `<article class="${kind}">${heading}${renderFiles(files)}${body}</article>\n`;
}

function renderTyped(text: string): string {
  if (text.trim() === "") return "";
  const lines = text.split("\n");
  return lines.map((line) => `<p dir="auto">${escapeHtml(line)}</p>`).join("");
}

async function renderReply(
  text: string,
  parts: readonly Part[] | null,
  { markdown, thoughts }: MessageTools,
): Promise<string> {
  if (!parts) return markdown(text);
  const pieces: string[] = [];
  for (const part of parts) {
    if (part.kind === "text") pieces.push(await markdown(part.text));
    if (part.kind === "reasoning" && part.text.trim() !== "")
      pieces.push(
        `<details><summary>${escapeHtml(thoughts)}</summary>${await markdown(part.text)}</details>`,
      );
  }
  return pieces.join("");
}

function renderFiles(files: readonly DocumentFile[]): string {
  if (files.length === 0) return "";
  return `<ul class="files">${files.map((file) => `<li>${renderFile(file)}</li>`).join("")}</ul>`;
}

function renderFile({ name, size, href, picture }: DocumentFile): string {
  const label = escapeHtml(`${name} (${size})`);
  const shown = picture
    ? `<img src="${escapeHtml(picture.src)}" alt="${escapeHtml(name)}"${pixels("width", picture.width)}${pixels("height", picture.height)} loading="lazy">`
    : `<span dir="auto">${label}</span>`;
  return href === null ? shown : `<a href="${escapeHtml(href)}" title="${label}">${shown}</a>`;
}

function pixels(name: string, value: number | null): string {
  return value === null ? "" : ` ${name}="${value}"`;
}

/** A whole page. */
export interface DocumentPage {
  /** BCP 47. */
  language: string;
  direction: "ltr" | "rtl";
  /** Text. */
  title: string;
  /** HTML of further elements of the head. */
  head: string;
  style: string;
  /** HTML of the body. */
  body: string;
}

/** A page as HTML. */
export function renderPage({
  language,
  direction,
  title,
  head,
  style,
  body,
}: DocumentPage): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
${head}<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
