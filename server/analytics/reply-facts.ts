import type { AnalyticsFact } from "../../shared/analytics.ts";
import type { FinalChunk } from "../../shared/generation-event.ts";
import { messageFact } from "./message-fact.ts";

/** A reply that has ended. Times are seconds from the message being sent. */
export interface ReplyEnd {
  workflowId: string;
  workflowVersion: number | null;
  model: string;
  text: string;
  final: Pick<FinalChunk, "status" | "usage">;
  times: { whole: number; firstText: number | null };
}

/** The facts recorded about the end of a reply, and about its message if it has text. */
export function replyFacts({ final, times, text, ...of }: ReplyEnd): AnalyticsFact[] {
  const { workflowId, workflowVersion, model } = of;
  const firstTokenMs = times.firstText === null ? null : toMs(times.firstText);
  const finished: AnalyticsFact = {
    kind: "generation_finished",
    workflowId,
    workflowVersion,
    model,
    outcome: final.status,
    inputTokens: final.usage?.inputTokens ?? null,
    outputTokens: final.usage?.outputTokens ?? null,
    cachedInputTokens: final.usage?.cachedInputTokens,
    cacheWriteTokens: final.usage?.cacheWriteTokens,
    reasoningTokens: final.usage?.reasoningTokens,
    firstTokenMs,
    durationMs: toMs(times.whole),
  };
  return text === "" ? [finished] : [finished, messageFact("assistant", { workflowId, text })];
}

/** The database's clock may be set back between two readings, so never negative. */
function toMs(seconds: number): number {
  return Math.max(0, Math.round(seconds * 1_000));
}
