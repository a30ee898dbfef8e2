import type { PreviewKind } from "./preview-kind.ts";

/** The title that a document gives itself, or an empty text. */
export function titleOf(kind: PreviewKind, text: string): string {
  const found =
    kind === "mermaid"
      ? /^---\n(?:.{0,200}\n){0,5}?title:(.{1,200})$/m.exec(text)
      : /<title[^<>]{0,100}>([^<]{1,200})<\/title>/i.exec(text);
  return (found?.[1] ?? "").trim();
}
