import { isChart } from "./is-chart.ts";
import type { PreviewKind } from "./preview-kind.ts";

/** The title that a document gives itself, or an empty text. */
export function titleOf(kind: PreviewKind, text: string): string {
  if (isChart(kind)) return chartTitle(text);
  const found =
    kind === "mermaid"
      ? /^---\n(?:.{0,200}\n){0,5}?title:(.{1,200})$/m.exec(text)
      : /<title[^<>]{0,100}>([^<]{1,200})<\/title>/i.exec(text);
  return (found?.[1] ?? "").trim();
}

/** A chart's title is a text, lines, or an object with one of them. */
function chartTitle(text: string): string {
  try {
    const title: unknown = Object(JSON.parse(text)).title;
    const words: unknown =
      Array.isArray(title) || typeof title !== "object" ? title : Object(title).text;
    const line = Array.isArray(words) ? words.join(" ") : words;
    return typeof line === "string" ? line.slice(0, 200).trim() : "";
  } catch {
    return "";
  }
}
