import type { Part } from "../../../shared/parts.ts";
import { cleanText } from "../../../shared/requests.ts";
import type { ReplySink } from "../../models/provider.ts";
import type { ChunkWriter } from "./chunk-writer.ts";
import { ReplyFull, ReplyRoom } from "./reply-room.ts";

/** Where a provider's reply goes, and whether there is room for more. */
export interface PartSink extends ReplySink {
  /** Whether the reply has reached its longest length here; the provider's call has been ended then. */
  readonly isFull: boolean;
}

/**
 * Turns a provider's reply into events of parts: thoughts open a reasoning part, and the first
 * words after them close it.
 *
 * @param mostBytes longest reply with its thoughts, in bytes of UTF-8: what is longer is cut off there
 */
export function createPartSink(writer: ChunkWriter, mostBytes: number): PartSink {
  const room = new ReplyRoom(mostBytes);
  const hangUp = new AbortController();
  const startedAt = now();
  let isThinking = false;
  /** What is to be said before the first words. */
  let notice: Part | null = null;
  const take = (text: string) => room.take(cleanText(text));
  const unlessFull = (behind: Promise<void> | undefined) => {
    if (room.isFull) hangUp.abort(new ReplyFull());
    hangUp.signal.throwIfAborted();
    return behind;
  };
  const notify = () => {
    if (notice) void writer.append({ type: "open", part: notice });
    notice = null;
  };
  const open = () => {
    notify();
    const part = { kind: "reasoning" as const, text: "", startedAt: now(), endedAt: null };
    if (!isThinking) void writer.append({ type: "open", part });
    isThinking = true;
  };
  const close = () => {
    if (isThinking) void writer.append({ type: "close", at: now() });
    isThinking = false;
  };
  return {
    signal: AbortSignal.any([writer.signal, hangUp.signal]),
    write(text) {
      notify();
      close();
      return unlessFull(writer.append(take(text)));
    },
    think(text) {
      open();
      return unlessFull(writer.append({ type: "append", text: take(text) }));
    },
    rethink() {
      isThinking = false;
      void writer.append({ type: "rethink", startedAt, at: now() });
    },
    shortened() {
      notice = { kind: "notice", notice: "history_shortened" };
    },
    get isFull() {
      return room.isFull;
    },
  };
}

function now(): string {
  return new Date().toISOString();
}
