import { maxTitleLength } from "../../../shared/limits.ts";
import { cleanText } from "../../../shared/requests.ts";
import { isObject, parseJson } from "../../platform/narrow.ts";

/** Characters of an answer that are searched for a title: it comes first, or after the thoughts. */
export const mostRead = 20_000;

/**
 * Extracts the title from a model's answer: one line without thoughts, a code fence, heading or
 * label before it, surrounding marks and quotation marks, or a full stop; cut to the limit. Empty
 * if there is none, for example when the thoughts were cut off.
 */
export function tidyTitle(answer: string): string {
  const text = inFence(withoutThoughts(cleanText(answer.slice(0, mostRead))).trim());
  const line = withoutMarks(withoutLabel(titleLine(titleInJson(text) ?? text)));
  const unquoted = /^(["'“«‘])(.*)(["'”»’])[.]?$/.exec(line)?.[2] ?? line;
  return cut(unquoted.replace(/[.。]$/, "").trim(), maxTitleLength);
}

const thoughtNames = "think|thinking|thought|thoughts|reasoning";

/**
 * Thoughts end at the last closing tag, opened or not; after an opening tag without a closing one,
 * everything is thought.
 */
function withoutThoughts(text: string): string {
  const closing = new RegExp(`</(?:${thoughtNames})>`, "gi");
  const end = Array.from(text.matchAll(closing)).at(-1);
  const rest = end ? text.slice(end.index + end[0].length) : text;
  return new RegExp(`^\\s*<(?:${thoughtNames})>`, "i").test(rest) ? "" : rest;
}

/** The content of a code block at the start of the text. */
function inFence(text: string): string {
  if (!text.startsWith("```")) return text;
  const start = text.indexOf("\n");
  if (start === -1) return text;
  const end = text.indexOf("```", start);
  return text.slice(start, end === -1 ? undefined : end).trim();
}

function titleInJson(text: string): string | null {
  const value = parseJson(text);
  if (typeof value === "string") return value;
  return isObject(value) && typeof value["title"] === "string" ? value["title"] : null;
}

/** "Title:" before a title, in the languages that models use. */
const label = /^[#>*_\s]*(?:title|titre|título|titulo|titel|titolo|标题|標題|タイトル)[*_ ]*[:：]/i;

/** The first line with words; skips one that only announces the title. */
function titleLine(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("```"));
  const [first = "", second] = lines;
  const labelled = lines.find((line) => label.test(line));
  if (labelled !== undefined && labelled.replace(label, "").trim() !== "") return labelled;
  return second !== undefined && /[:：][*_]*$/.test(first) ? second : first;
}

/** Strips a label before it, an element around it, and a translation after it. */
function withoutLabel(line: string): string {
  return line
    .replace(label, "")
    .replace(/^<title>([^<]*)<\/title>$/i, "$1")
    .replace(/^\*+(?=\s)/, "")
    .replace(
      /\((?:translation|translated|english|in english|traduction|traducción)[:：][^()]*\)$/i,
      "",
    )
    .trim();
}

/** Strips a heading's or list's mark before it, and pairs of marks around words. */
function withoutMarks(line: string): string {
  return line
    .replace(/^(?:(?:#+|[>*+•-])\s+)+/, "")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/(?<![\w*])\*([^*\s]|[^*\s][^*]*[^*\s])\*(?![\w*])/g, "$1")
    .replace(/`([^`]+)`/g, "$1")
    .replace(/^[*`]+$/, "")
    .trim();
}

/** The start of well-formed text, without half a character at its end. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}
