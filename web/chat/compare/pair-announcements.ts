import { type GenerationStatus, isLive } from "../../../shared/generation-status.ts";

/** One of two replies, as far as screen readers hear of it. */
export interface ComparedReply {
  generationId: string;
  status: GenerationStatus;
}

/** Replies that were seen being written. */
export type SeenLive = ReadonlySet<string>;

/**
 * Which replies have ended since the last call. The only announcements of a comparison: progress of
 * two replies at once would speak over each other.
 */
export function findEnded<Reply extends ComparedReply>(
  seen: SeenLive,
  replies: readonly Reply[],
): { seen: SeenLive; ended: Reply[] } {
  const live = replies.filter(isLive).map(({ generationId }) => generationId);
  const ended = replies.filter((reply) => !isLive(reply) && seen.has(reply.generationId));
  return { seen: new Set(live), ended };
}
