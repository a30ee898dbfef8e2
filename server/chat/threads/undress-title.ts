import { withoutAnnouncement } from "./find-title-line.ts";

/** Quotation marks in pairs. */
const quotes = [
  ['""', "''", "“”", "„“", "„”", "””", "‘’", "«»", "»«", "‹›"],
  ["「」", "『』", "《》", "〈〉", "【】"],
].flat();

/** Elements, commands and marks around a whole title. */
const wrappers = [
  /^<(?:title|answer|output|result|response|final|b|i|em|strong|p|h[1-6])>([^<]+)<\/[a-z1-6]+>$/i,
  /^<title>([^<]+)$/i,
  /^\\(?:boxed|text|title)\{([^{}]+)\}$/,
  /^`([^`]+)`$/,
  /^\*\*([^*]+)\*\*$/,
  /^\*([^*\s]|[^*\s][^*]*[^*\s])\*$/,
  /^__?([^_\s][^_]*[^_\s])__?$/,
];

/** Marks of headings, quotations and lists; "> 5" is a comparison. */
const leadingMarks = /^(?:(?:#+|[*+•-]|>(?!\s*\d))\s+)+/;

/** Most layers around a title, such as quotation marks in bold. */
const mostLayers = 8;

/**
 * Strips what is around a title: marks, quotation marks, elements, a full stop, a label before it, a
 * translation after it. Within the title, it strips only marks of bold, italics and code.
 */
export function undressTitle(line: string): string {
  let title = line;
  for (let layer = 0; layer < mostLayers; layer++) {
    const inner = withoutLayer(title);
    if (inner === title) break;
    title = inner;
  }
  return title
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/(?<![\w*])\*([^*\s]|[^*\s][^*]*[^*\s])\*(?![\w*])/g, "$1")
    .replace(/`([^`]+)`/g, "$1")
    .replace(/^[*`]+$/, "")
    .trim();
}

function withoutLayer(title: string): string {
  const bare = withoutStop(title.replace(leadingMarks, "").replace(translation, "").trim());
  const inner = unquote(unwrap(bare)).trim();
  return withoutAnnouncement(inner) ?? inner;
}

const translation =
  /\((?:translation|translated|english|in english|traduction|traducción)[:：][^()]*\)$/i;

function unwrap(title: string): string {
  for (const wrapper of wrappers) {
    const inner = wrapper.exec(title)?.[1];
    // In underscores, a single word is an identifier.
    if (inner !== undefined && (!title.startsWith("_") || /\s/.test(inner))) return inner;
  }
  return title;
}

/** Strips quotation marks around the whole title; those of `"a" or "b"` stay. */
function unquote(title: string): string {
  const [open, close] = [title.slice(0, 1), title.slice(-1)];
  if (title.length < 2 || !quotes.includes(open + close)) return title;
  const inner = title.slice(1, -1);
  const marks = inner.replace(/(?<=\p{L})['’](?=\p{L})/gu, "");
  return marks.includes(open) || marks.includes(close) ? title : inner;
}

/** Strips a full stop, but not that of an abbreviation or an ellipsis. */
function withoutStop(title: string): string {
  const lastWord = title.slice(title.lastIndexOf(" ") + 1);
  return /^[^.]+\.$|^[^。]+。$/.test(lastWord) ? title.slice(0, -1) : title;
}
