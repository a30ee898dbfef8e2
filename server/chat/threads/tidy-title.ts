import { maxTitleLength } from "../../../shared/limits.ts";
import { cleanText } from "../../../shared/requests.ts";
import { createThoughtSplitter } from "../../models/thoughts/split-thoughts.ts";
import { findTitleLine } from "./find-title-line.ts";
import { titleInJson } from "./title-in-json.ts";
import { undressTitle } from "./undress-title.ts";

/** Characters of an answer that are searched for a title: it comes first, or after the thoughts. */
export const mostRead = 20_000;

/**
 * Extracts the title from a model's answer: one line without thoughts, a code fence, heading or
 * label before it, surrounding marks and quotation marks, or a full stop; cut to the limit. Empty
 * if there is none, for example when the thoughts were cut off.
 */
export function tidyTitle(answer: string): string {
  const text = inFence(withoutThoughts(cleanText(answer.slice(0, mostRead))).trim());
  const title = undressTitle(findTitleLine(titleInJson(text) ?? text));
  return cut(title, maxTitleLength).trim();
}

/** The text of an answer without reasoning in it; empty if it is all reasoning. */
function withoutThoughts(answer: string): string {
  const splitter = createThoughtSplitter();
  let text = "";
  for (const piece of [...splitter.push({ kind: "text", text: answer }), ...splitter.flush()]) {
    if (piece.kind === "rethink") text = "";
    else if (piece.kind === "text") text += piece.text;
  }
  return text;
}

/** The content of a code block at the start of the text. */
function inFence(text: string): string {
  if (!text.startsWith("```")) return text;
  const start = text.indexOf("\n");
  if (start === -1) return text.replaceAll("```", "").trim();
  const end = text.indexOf("```", start);
  return text.slice(start, end === -1 ? undefined : end).trim();
}

/** The start of well-formed text, without half a character at its end. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}
