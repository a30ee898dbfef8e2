import type { Kept } from "../../../shared/parts.ts";
import type { ChunkWriter } from "./chunk-writer.ts";
import { createPartSink, type PartSink } from "./part-sink.ts";

/**
 * Writes on behind what a reply holds already. A part between would tear its sentence or code block
 * apart, so what the model thinks about going on is left out.
 *
 * @param mostBytes longest continuation, in bytes of UTF-8: what is longer is cut off there
 * @param keep what the reply held before
 */
export function createContinuationSink(
  writer: ChunkWriter,
  mostBytes: number,
  keep: Kept,
): PartSink {
  const sink = createPartSink(writer, { mostBytes, noticesOf: () => [] });
  return {
    signal: sink.signal,
    write: (text) => sink.write(text),
    think: () => undefined,
    rethink: () => void writer.append({ type: "keep", keep }),
    waiting: (ms) => sink.waiting?.(ms),
    end: () => sink.end(),
    get isFull() {
      return sink.isFull;
    },
  };
}
