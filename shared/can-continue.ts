import { isLive } from "./generation-status.ts";
import { maxContinuedLength } from "./limits.ts";
import type { Message } from "./message.ts";

/**
 * Whether a reply ended before the model had said all of it, and there is something to go on from:
 * it was stopped, it failed or was interrupted midway, or it reached the longest length.
 */
export function canContinue({ text, generation }: Message): boolean {
  if (!generation || isLive(generation)) return false;
  if (text.trim() === "" || text.length > maxContinuedLength) return false;
  return generation.status !== "completed" || generation.finishReason === "length";
}
