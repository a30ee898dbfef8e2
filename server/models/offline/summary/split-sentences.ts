import type { CoreLocale } from "../../../../shared/locale.ts";

/** Longest text that is read, in UTF-16 code units. */
const maxTextLength = 60_000;

/** A longer "sentence" is a table, a log or a minified file. */
const maxSentenceLength = 600;

/**
 * The sentences of a text, without code blocks, tables and Markdown. A line without closing
 * punctuation (a heading, a list item) ends a sentence too.
 */
export function splitSentences(text: string, locale: CoreLocale): string[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
  const sentences: string[] = [];
  for (const line of plainLines(text.slice(0, maxTextLength))) {
    for (const { segment } of segmenter.segment(line)) {
      const sentence = segment.trim();
      if (sentence !== "" && sentence.length <= maxSentenceLength) sentences.push(sentence);
    }
  }
  return sentences;
}

/**
 * Joins the lines of paragraphs, drops code, tables and rules, and strips list and heading marks.
 */
function plainLines(text: string): string[] {
  const lines: string[] = [];
  let joins = false;
  const prose = text
    .replace(/```[\s\S]*?(?:```|$)/g, "\n\n")
    .replace(/\$\$[\s\S]*?(?:\$\$|$)/g, "\n\n");
  for (const raw of prose.split("\n")) {
    const line = raw.trim();
    const isBlock = /^(?:#{1,6}\s|[-*+]\s|\d{1,4}[.)]\s|>)/.test(line);
    if (line === "" || /^(?:\||[-*_=]{3,}$)/.test(line)) {
      joins = false;
      continue;
    }
    const bare = withoutMarks(line);
    if (joins && !isBlock) lines.push(`${lines.pop() ?? ""} ${bare}`);
    else lines.push(bare);
    joins = !/^#{1,6}\s/.test(line);
  }
  return lines;
}

function withoutMarks(line: string): string {
  return line
    .replace(/^(?:#{1,6}\s+|(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?|(?:>\s?)+)/, "")
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/[*`~]|(?<!\w)_+|(?<!_)_+(?!\w)/g, "");
}
