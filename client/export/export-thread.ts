import type { Message } from "../../shared/message.ts";
import { shownTitle } from "../state/shown-title.ts";
import type { Thread } from "../../shared/thread.ts";
import { partsOf } from "../../shared/apply-part-event.ts";
import type { Part } from "../../shared/parts.ts";
import type { ThreadFile } from "../../shared/thread-file.ts";

/** A chat to export. */
export interface ExportedThread {
  thread: Thread;
  /** All its messages. */
  messages: readonly Message[];
  /** Ids of those of one branch, in order. */
  branch: readonly string[];
  exportedAt: Date;
}

/** The chat with all versions of its messages, as indented JSON; see `threadFileSchema`. */
export function toThreadFile({ thread, messages, branch, exportedAt }: ExportedThread): string {
  const { id, title, createdAt, updatedAt } = thread;
  const activeLeafId = branch.at(-1);
  const file: ThreadFile = {
    format: "chatkit.chat",
    version: 1,
    exportedAt: exportedAt.toISOString(),
    thread: {
      id,
      title,
      createdAt,
      updatedAt,
      ...(activeLeafId === undefined ? {} : { activeLeafId }),
    },
    messages: messages.toSorted((a, b) => a.seq - b.seq),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The words in a Markdown export, in the reader's language. */
export interface ExportWords {
  untitled: string;
  you: string;
  assistant: string;
  files: string;
  instruction: string;
  thoughts: string;
}

/** What a Markdown export contains. */
export interface MarkdownOptions {
  words: ExportWords;
  /** Whether to include what models thought. */
  hasThoughts: boolean;
  /** A time (ISO 8601) as the reader writes it. */
  time: (iso: string) => string;
}

/** One branch of the chat as Markdown. What people wrote is quoted as it is, not as markup. */
export function toMarkdown(
  { thread, messages, branch }: ExportedThread,
  options: MarkdownOptions,
): string {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const sections = branch.flatMap((id) => {
    const message = byId.get(id);
    return message ? [sectionOf(message, options)] : [];
  });
  const heading = `# ${oneLine(shownTitle(thread) ?? options.words.untitled)}`;
  return `${[heading, ...sections].join("\n\n")}\n`;
}

function sectionOf(message: Message, { words, hasThoughts, time }: MarkdownOptions): string {
  const by = message.role === "user" ? words.you : (message.generation?.model ?? words.assistant);
  const files = (message.attachments ?? []).map(({ name }) => oneLine(name)).join(", ");
  const parts = partsOf(message).flatMap((part) => partText(part, { words, hasThoughts }));
  const body = message.role === "user" ? [message.text] : parts;
  return [
    `## ${oneLine(by)} · ${time(message.createdAt)}`,
    ...(files === "" ? [] : [`*${words.files}: ${files}*`]),
    ...instructionOf(message, words),
    ...body.map((text) => text.trim()).filter((text) => text !== ""),
  ].join("\n\n");
}

/** What this version of a reply was asked to do differently, quoted. */
export function instructionOf({ generation }: Message, { instruction }: ExportWords): string[] {
  const asked = generation?.instruction;
  return asked === undefined ? [] : [`> **${instruction}:** ${oneLine(asked)}`];
}

function partText(
  part: Part,
  { words, hasThoughts }: Pick<MarkdownOptions, "words" | "hasThoughts">,
): string[] {
  if (part.kind === "text") return [part.text];
  if (part.kind !== "reasoning" || !hasThoughts) return [];
  const quoted = part.text.trim().replaceAll("\n", "\n> ");
  return [`> **${words.thoughts}**\n>\n> ${quoted}`];
}

/** Text for a heading, where a line break would end it. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Longest name without its ending in bytes: systems take 255, and a ZIP's have a date before it. */
const longestName = 200;
const mostLetters = 80;

/** Names that Windows gives to devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|[.\s])/i;

/** A file name that every system accepts, from a title. */
export function fileNameOf(title: string, ending: "md" | "html" | "json"): string {
  const name = title
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+/, "");
  let short = "";
  let bytes = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(name)) {
    bytes += new TextEncoder().encode(segment).length;
    if (bytes > longestName || index >= mostLetters) break;
    short += segment;
  }
  while (/[. ]$/.test(short)) short = short.slice(0, -1);
  if (devices.test(short)) short = `_${short}`;
  return `${short || "chat"}.${ending}`;
}
