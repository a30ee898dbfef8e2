import type { Part } from "../../../../shared/parts.ts";

/** A piece of a reply in an export. */
export type Piece = { kind: "text" | "reasoning"; text: string };

/** The content of a reply: its words alone, and its parts unless they are the words. */
export interface ReplyContent {
  text: string;
  parts: Part[] | null;
}

/** Makes a reply's content of its pieces, in order. Neighbours of one kind become one part. */
export function makeContent(pieces: readonly Piece[], at: number): ReplyContent {
  const merged: Piece[] = [];
  for (const { kind, text } of pieces) {
    if (text.trim() === "") continue;
    const last = merged.at(-1);
    if (last?.kind === kind) last.text += `\n\n${text.trim()}`;
    else merged.push({ kind, text: text.trim() });
  }
  const words = merged.filter(({ kind }) => kind === "text").map(({ text }) => text);
  const text = words.join("\n\n");
  if (merged.every(({ kind }) => kind === "text")) return { text, parts: null };
  const time = new Date(at).toISOString();
  const parts = merged.map((piece): Part =>
    piece.kind === "text"
      ? { kind: "text", text: piece.text }
      : { kind: "reasoning", text: piece.text, startedAt: time, endedAt: time },
  );
  return { text, parts };
}
