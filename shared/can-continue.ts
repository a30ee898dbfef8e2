import { isLive } from "./generation-status.ts";
import { maxContinuedLength } from "./limits.ts";
import type { Message } from "./message.ts";

/**
 * Whether a reply ended early and has something to continue from: it was stopped, failed or was
 * interrupted midway, or reached the longest length.
 */
export function canContinue({ text, generation }: Message): boolean {
  if (!generation || isLive(generation)) return false;
  if (text.trim() === "" || text.length > maxContinuedLength) return false;
  return generation.status !== "completed" || generation.finishReason === "length";
}

/** Whether a reply may end in the middle of a sentence or of markup. */
export function endedEarly({ generation }: Message): boolean {
  if (!generation || isLive(generation)) return false;
  const { status, finishReason } = generation;
  return status !== "completed" || finishReason === "length" || finishReason === "content_filter";
}
