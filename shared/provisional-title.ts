/** Longest title in columns; East Asian characters take two. */
const longest = 60;

/** Characters of a message that are read. */
const mostRead = 2_000;

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g;

/**
 * A title from a chat's first message: its words on one line, cut at a word, in any script. Without
 * marks of Markdown; without quotations and code blocks if it says more than these. Without text, it
 * is the names of the message's files; empty without these too.
 */
export function provisionalTitle(text: string, fileNames: readonly string[] = []): string {
  const said = ownWords(text.slice(0, mostRead).toWellFormed());
  const words = said || onOneLine(fileNames.join(", ").slice(0, mostRead).toWellFormed());
  return cutAt(words, "word") || cutAt(words, "grapheme");
}

/** What the message says, else what it quotes, else its code. */
function ownWords(text: string): string {
  const kinds = { said: "", quoted: "", code: "" };
  let fence = "";
  for (const line of text.split("\n")) {
    const mark = /^\s*(?:```|~~~)/.exec(line)?.[0].trim() ?? "";
    if (mark !== "" && (fence === "" || fence === mark)) {
      fence = fence === "" ? mark : "";
      continue;
    }
    const kind = fence === "" ? (/^\s*>/.test(line) ? "quoted" : "said") : "code";
    kinds[kind] += ` ${kind === "code" ? line : withoutMarks(line)}`;
  }
  const found = [kinds.said, kinds.quoted, kinds.code, text].map(onOneLine);
  return found.find((words) => /[\p{L}\p{N}]/u.test(words)) ?? found.find(Boolean) ?? "";
}

function withoutMarks(line: string): string {
  return line
    .replace(/^\s*(?:>\s?)*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?)?/, "")
    .replace(/^[\s*_=|:-]+$/, "")
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/(?<![\w*_~])([*_~]{1,3})(?=\S)([^*_~]+)(?<=\S)\1(?![\w*_~])/g, "$2")
    .replace(/`|\\(?=[^\w\s])/g, "");
}

/** Without line breaks, control characters, and marks that change the direction of what follows. */
function onOneLine(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** The text as far as it fits; empty if that is too little to tell what it is about. */
function cutAt(text: string, granularity: "word" | "grapheme"): string {
  let kept = "";
  let columns = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity }).segment(text)) {
    columns += segment.length + (segment.match(wide)?.length ?? 0);
    if (columns > longest) {
      const whole = withoutEnd(kept);
      return whole.length > longest / 4 ? `${whole}…` : "";
    }
    kept += segment;
  }
  return kept;
}

/** Without the blanks and marks at the end, which would stand before the ellipsis. */
function withoutEnd(text: string): string {
  return text.replace(
    /(?<![\s,.;:!?¿¡([{«„“"'、，。；：—–-])[\s,.;:!?¿¡([{«„“"'、，。；：—–-]+$/,
    "",
  );
}
