import { type TextKind, tokenAt } from "./text.ts";
import { type ChunkHead, chunkJson, httpChunk, sse } from "./wire.ts";

/** Tokens as framed bytes, shared by all streams of a mock with the same text. */
export class TokenFrames {
  readonly #made = new Map<string, Uint8Array[]>();

  /** Gives a function from a token's index to its HTTP chunk. */
  framesOf(head: ChunkHead, kind: TextKind): (index: number) => Uint8Array {
    const key = JSON.stringify([head.model, head.includeUsage, kind]);
    const made = this.#made.get(key) ?? [];
    this.#made.set(key, made);
    return (index) =>
      (made[index] ??= httpChunk(
        sse(chunkJson(head, { delta: { content: tokenAt(kind, index) } })),
      ));
  }
}
