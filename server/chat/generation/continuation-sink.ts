import type { Kept } from "../../../shared/parts.ts";
import type { ChunkWriter } from "./chunk-writer.ts";
import { createPartSink, type PartSink, type PartSinkOptions } from "./part-sink.ts";

/**
 * Appends to the existing text of a reply. A reasoning or substitute part in between would split its
 * sentence or code block, so the model's thoughts about the continuation are dropped, and a fallback
 * model is recorded with the end of the generation only.
 *
 * @param options the longest continuation, and who is told of waits
 * @param keep what the reply held before
 */
export function createContinuationSink(
  writer: ChunkWriter,
  options: Pick<PartSinkOptions, "mostBytes" | "waits">,
  keep: Kept,
): PartSink {
  const sink = createPartSink(writer, { ...options, noticesOf: () => [] });
  let writtenBy: string | null = null;
  return {
    signal: sink.signal,
    write: (text) => sink.write(text),
    think: () => undefined,
    rethink: () => void writer.append({ type: "keep", keep }),
    waiting: (ms, ahead) => sink.waiting?.(ms, ahead),
    replaced: ({ model }) => void (writtenBy = model),
    get writtenBy() {
      return writtenBy;
    },
    end: () => sink.end(),
    get isFull() {
      return sink.isFull;
    },
  };
}
