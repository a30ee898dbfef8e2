import type { Usage } from "../../../shared/message.ts";
import { inWords } from "../describe-files.ts";
import type { ProviderRequest } from "../provider.ts";

/**
 * Estimates the usage of a reply in word-like pieces: runs of letters or digits, and single marks.
 * This model has no tokens; the count is merely of the same order as a language model's.
 */
export function estimateUsage(request: ProviderRequest, reply: string): Usage {
  const read = request.turns.reduce(
    (sum, turn) => sum + countPieces(inWords(turn)),
    countPieces(request.instructions),
  );
  return { inputTokens: read, outputTokens: countPieces(reply) };
}

function countPieces(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)) count++;
  return count;
}
