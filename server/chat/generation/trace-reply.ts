import type { FinalChunk } from "../../../shared/generation-event.ts";
import type { Span, Tracer } from "../../platform/tracing/tracer.ts";
import type { ClaimedGeneration } from "./claim-generation.ts";

/** A flush that wrote some of a reply. Times by `performance.now()`. */
export interface Flush {
  startedAt: number;
  endedAt: number;
  /** Chunks of this reply. */
  chunks: number;
}

/** A flush that takes longer has a span, in milliseconds: the fastest readers see that pause. */
const slowFlushMs = 250;

/** The most such spans of a reply; the sums count all flushes. */
const mostFlushes = 20;

/** The trace of one attempt at a reply. */
export interface ReplyTrace {
  /** Called after each flush; undefined while the reply is not recorded, so that it costs nothing. */
  flushed: ((flush: Flush) => void) | undefined;
  /** How the attempt ended. */
  ended(end: FinalChunk | "handover" | "fenced"): void;
}

/**
 * Runs an attempt at a reply as a span of the trace in which the reply was started, on whichever
 * node that was. So attempts of other nodes are in the same trace.
 *
 * @param from the current trace before the claim, for a reply without a recorded one
 */
export function traceReply(
  tracer: Tracer,
  { claim, from, begunAt }: { claim: ClaimedGeneration; from: string | null; begunAt: number },
  run: (trace: ReplyTrace) => Promise<void>,
): Promise<void> {
  const attributes = {
    "chatkit.generation.id": claim.id,
    "chatkit.generation.attempt": claim.attempt,
    "chatkit.generation.taken_over": claim.attempt > 1,
    "chatkit.generation.queued_s": claim.queuedSeconds,
    "gen_ai.request.model": claim.model,
  };
  const start = { name: "generation", isEntry: true, startedAt: begunAt, attributes };
  return tracer.span({ ...start, from: claim.traceparent ?? from }, async (span) => {
    if (!span.isRecording) return run({ flushed: undefined, ended() {} });
    const flushes = new FlushSums(span);
    try {
      await run({
        flushed: (flush) => flushes.add(flush),
        ended: (end) => describeEnd(span, end),
      });
    } finally {
      flushes.tell();
    }
  });
}

function describeEnd(span: Span, end: FinalChunk | "handover" | "fenced"): void {
  if (typeof end === "string") return span.set({ "chatkit.generation.status": end });
  const { status, error, finishReason, model } = end;
  span.set({
    "chatkit.generation.status": status,
    ...(finishReason ? { "chatkit.generation.finish_reason": finishReason } : {}),
    // A fallback wrote it.
    ...(model ? { "gen_ai.response.model": model } : {}),
  });
  if (status === "failed") span.fail(error?.code ?? "failed");
}

/** Adds up the flushes of a reply: a span for each would be one for every few tokens. */
class FlushSums {
  readonly #span: Span;
  #count = 0;
  #chunks = 0;
  #ms = 0;
  #shown = 0;

  constructor(span: Span) {
    this.#span = span;
  }

  add({ startedAt, endedAt, chunks }: Flush): void {
    const ms = endedAt - startedAt;
    this.#count++;
    this.#chunks += chunks;
    this.#ms += ms;
    if (this.#count === 1) this.#span.event("first text committed");
    if ((this.#count > 1 && ms < slowFlushMs) || this.#shown >= mostFlushes) return;
    this.#shown++;
    const attributes = { "chatkit.flush.chunks": chunks };
    this.#span.record({ name: "flush", startedAt, attributes }, endedAt);
  }

  tell(): void {
    this.#span.set({
      "chatkit.flushes": this.#count,
      "chatkit.flushes.chunks": this.#chunks,
      "chatkit.flushes.ms": Math.round(this.#ms),
    });
  }
}
