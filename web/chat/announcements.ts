import { type GenerationStatus, isLive } from "../../shared/generation-status.ts";
import type { FinishReason } from "../../shared/message.ts";

/**
 * Interval between "still writing" announcements, in milliseconds: long enough for a screen reader
 * to finish one.
 */
const progressEveryMs = 7_000;

export type Announcement =
  | { kind: "started" | "stopped" | "failed" | "interrupted" | "cutOff" | "filtered" }
  | { kind: "progress" | "completed"; words: number };

/** What the announcer knows about the reply on the screen. */
export interface AnnouncerState {
  generationId: string | null;
  live: boolean;
  lastSaidAtMs: number;
}

export const silent: AnnouncerState = { generationId: null, live: false, lastSaidAtMs: 0 };

/** The last reply of the conversation on the screen. */
export interface ObservedReply {
  generationId: string;
  status: GenerationStatus;
  finishReason?: FinishReason | undefined;
  text: string;
}

/** Counts words separated by white space. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function ending(reply: ObservedReply): Announcement | null {
  switch (reply.status) {
    case "queued":
    case "running":
      return null;
    case "completed":
      if (reply.finishReason === "length") return { kind: "cutOff" };
      if (reply.finishReason === "content_filter") return { kind: "filtered" };
      return { kind: "completed", words: countWords(reply.text) };
    case "stopped":
    case "failed":
    case "interrupted":
      return { kind: reply.status };
  }
}

/**
 * What to announce to screen reader users: the start of a reply, a sign of life about every 7 s,
 * and its end. A reply that ended before it was opened is not announced.
 */
export function announce(
  state: AnnouncerState,
  reply: ObservedReply | null,
  nowMs: number,
): { state: AnnouncerState; say: Announcement | null } {
  if (!reply) return { state: silent, say: null };
  const live = isLive(reply);
  const next = { generationId: reply.generationId, live, lastSaidAtMs: state.lastSaidAtMs };
  if (state.generationId !== reply.generationId) {
    return { state: { ...next, lastSaidAtMs: nowMs }, say: live ? { kind: "started" } : null };
  }
  if (state.live && !live) return { state: next, say: ending(reply) };
  if (!live || nowMs - state.lastSaidAtMs < progressEveryMs) return { state: next, say: null };
  const words = countWords(reply.text);
  return {
    state: { ...next, lastSaidAtMs: nowMs },
    say: words > 0 ? { kind: "progress", words } : null,
  };
}
