import { applyPartEvent, keepParts } from "../../../shared/apply-part-event.ts";
import {
  type Kept,
  keptSchema,
  type Part,
  type PartEvent,
  partEventSchema,
} from "../../../shared/parts.ts";
import type { Chunk } from "./chunk-log.ts";
import { cutText } from "../../platform/cut-text.ts";

/** Takes back what a continuation has written so far: only the reply's earlier content stays. */
export interface KeepPiece {
  type: "keep";
  keep: Kept;
}

/** What a writer adds to a log: usually text, otherwise another part event. */
export type LogPiece = string | Exclude<PartEvent, { type: "text" }> | KeepPiece;

/** The length of a piece's text, which counts against the limit of pending text. */
export function lengthOf(piece: LogPiece): number {
  if (typeof piece === "string") return piece.length;
  return piece.type === "append" ? piece.text.length : 0;
}

/** Appends a piece in place; text is merged with preceding text. */
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
 * Cuts off the first pieces that fit into chunks.
 *
 * @param most maximum number of chunks
 * @returns a piece for each chunk, and the rest
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

/** A piece's entry in the log, without number and attempt. */
export function toEntry(piece: LogPiece): Pick<Chunk, "kind" | "body" | "event"> {
  if (typeof piece === "string") return { kind: "text", body: piece, event: null };
  if (piece.type === "keep")
    return { kind: "restart", body: JSON.stringify(piece.keep), event: null };
  // A node from before parts reads this as empty text and ignores the event.
  const kind = piece.type === "rethink" ? "restart" : "text";
  return { kind, body: "", event: JSON.stringify(piece) };
}

/**
 * The part event of a chunk. Null for chunks that start an attempt or end the log, and for events
 * of a later version, which are ignored.
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
 * The parts that an attempt's pieces make. Joins neighbouring texts first: applying the many chunks
 * of a reply one by one would copy its text as many times.
 *
 * @param before content of the reply before it was continued
 */
export function partsOfPieces(
  pieces: readonly LogPiece[],
  before: readonly Part[] = [],
): readonly Part[] {
  const joined: LogPiece[] = [];
  for (const piece of pieces) addPiece(joined, piece);
  return joined.reduce<readonly Part[]>(applyPiece, before);
}

function applyPiece(parts: readonly Part[], piece: LogPiece): readonly Part[] {
  if (typeof piece === "string") return applyPartEvent(parts, { type: "text", text: piece });
  return piece.type === "keep" ? keepParts(parts, piece.keep) : applyPartEvent(parts, piece);
}

/** The pieces, one per chunk, that make these parts in an empty log. */
export function piecesOfParts(parts: readonly Part[]): LogPiece[] {
  return parts.flatMap((part): LogPiece[] => {
    if (part.kind === "text") return cutText(part.text);
    if (!("text" in part)) return [{ type: "open", part }];
    const texts = cutText(part.text).map((text) => ({ type: "append" as const, text }));
    return [{ type: "open", part: { ...part, text: "" } }, ...texts];
  });
}

/** What a `restart` keeps of the reply; undefined if nothing. */
export function keptBy({ kind, body }: Pick<Chunk, "kind" | "body">): Kept | undefined {
  return kind === "restart" && body !== "" ? keptSchema.parse(JSON.parse(body)) : undefined;
}
