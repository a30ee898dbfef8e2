import { applyPartEvent } from "../../../shared/apply-part-event.ts";
import { type Part, type PartEvent, partEventSchema } from "../../../shared/parts.ts";
import type { Chunk } from "./chunk-log.ts";
import { cutText } from "../../platform/cut-text.ts";

/** What a writer adds to a log: text, which nearly all of it is, or another event of the parts. */
export type LogPiece = string | Exclude<PartEvent, { type: "text" }>;

/** Text within a piece, which counts against what may be pending. */
export function lengthOf(piece: LogPiece): number {
  if (typeof piece === "string") return piece.length;
  return piece.type === "append" ? piece.text.length : 0;
}

/** Adds a piece behind others, in place; text goes on with the text before it. */
export function addPiece(pieces: LogPiece[], piece: LogPiece): void {
  const last = pieces.at(-1);
  const joined = last === undefined ? null : join(last, piece);
  if (joined === null) pieces.push(piece);
  else pieces[pieces.length - 1] = joined;
}

function join(last: LogPiece, piece: LogPiece): LogPiece | null {
  if (typeof last === "string") return typeof piece === "string" ? last + piece : null;
  if (typeof piece === "string" || last.type !== "append" || piece.type !== "append") return null;
  return { type: "append", text: last.text + piece.text };
}

/**
 * Cuts the beginning of pieces into what fits into chunks.
 *
 * @param most chunks at most
 * @returns a piece for each chunk, and what is left over
 */
export function cutPieces(
  pieces: readonly LogPiece[],
  most = Number.POSITIVE_INFINITY,
): { cut: LogPiece[]; rest: LogPiece[] } {
  const cut: LogPiece[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (cut.length >= most) return { cut, rest: pieces.slice(index) };
    const text = textIn(piece);
    if (text === null) {
      cut.push(piece);
      continue;
    }
    const texts = cutText(text, { most: most - cut.length });
    for (const each of texts) cut.push(withText(piece, each));
    const length = texts.reduce((sum, each) => sum + each.length, 0);
    if (length < text.length) {
      const left = withText(piece, text.slice(length));
      return { cut, rest: [left, ...pieces.slice(index + 1)] };
    }
  }
  return { cut, rest: [] };
}

function textIn(piece: LogPiece): string | null {
  if (typeof piece === "string") return piece;
  return piece.type === "append" ? piece.text : null;
}

function withText(piece: LogPiece, text: string): LogPiece {
  return typeof piece === "string" ? text : { type: "append", text };
}

/** What a piece is in the log, its number and attempt aside. */
export function toEntry(piece: LogPiece): Pick<Chunk, "kind" | "body" | "event"> {
  if (typeof piece === "string") return { kind: "text", body: piece, event: null };
  // A node without parts drops the text that was none, and passes over the rest.
  const kind = piece.type === "rethink" ? "restart" : "text";
  return { kind, body: "", event: JSON.stringify(piece) };
}

/**
 * The event of the parts that a chunk is; null for one that begins an attempt or ends the log, and
 * for an event of a later version, which this one passes over.
 */
export function toPartEvent({
  kind,
  body,
  event,
}: Omit<Chunk, "seq" | "attempt">): PartEvent | null {
  if (event !== null) return partEventSchema.safeParse(JSON.parse(event)).data ?? null;
  return kind === "text" ? { type: "text", text: body } : null;
}

/**
 * The parts that an attempt's pieces make. Neighbouring text is joined first: applying a reply of
 * many chunks one by one would copy its text as many times.
 */
export function partsOfPieces(pieces: readonly LogPiece[]): readonly Part[] {
  const joined: LogPiece[] = [];
  for (const piece of pieces) addPiece(joined, piece);
  return joined.reduce<readonly Part[]>(
    (parts, piece) =>
      applyPartEvent(parts, typeof piece === "string" ? { type: "text", text: piece } : piece),
    [],
  );
}
