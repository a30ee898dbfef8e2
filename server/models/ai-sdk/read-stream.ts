import type {
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import type { FinishReason, Usage } from "../../../shared/message.ts";
import { toFinishReason } from "../openai-chat/finish-reason.ts";
import { makeUsage } from "../make-usage.ts";
import { EmptyAnswer } from "../empty-answer.ts";
import type { Watchdog } from "../patience/watchdog.ts";
import { handPieces } from "../thoughts/hand-pieces.ts";
import { createThoughtSplitter, type Piece } from "../thoughts/split-thoughts.ts";
import { ProviderError, type ReplyEnd, type ReplySink } from "../provider.ts";
import { classifyStreamError } from "./classify-call-error.ts";

interface Reading {
  sink: Omit<ReplySink, "signal">;
  watchdog: Watchdog;
  /** Longest silence before the first text, in milliseconds: the model may be thinking. */
  thinkingMs: number;
  /** Longest silence after that, in milliseconds. */
  idleMs: number;
}

/**
 * Writes a reply from the SDK's stream. Resolves with how it ended.
 *
 * @throws ProviderError when the stream reports an error or ends without a finish; the signal's
 *   reason when the watchdog's signal aborts
 */
export async function readStream(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  reading: Reading,
): Promise<ReplyEnd> {
  const { watchdog } = reading;
  const source = stream.getReader();
  const reply = new Reply(reading);
  try {
    for (;;) {
      watchdog.signal.throwIfAborted();
      const { value: part, done } = await source.read();
      if (done) {
        await reply.flush();
        return reply.end();
      }
      const behind = reply.take(part);
      if (!behind) continue;
      // A slow consumer's time does not count as the provider's.
      watchdog.disarm();
      await behind;
      reply.arm();
    }
  } catch (error) {
    watchdog.signal.throwIfAborted();
    void source.cancel().catch(() => {});
    throw error instanceof ProviderError
      ? error
      : new ProviderError("provider_cut", "the connection was lost during the response", {
          cause: error,
        });
  }
}

/** The state of a reply. */
class Reply {
  readonly #reading: Reading;
  readonly #splitter = createThoughtSplitter();
  #hasSpoken = false;
  #thoughts = 0;
  #finish: { reason: LanguageModelV4FinishReason; usage: LanguageModelV4Usage } | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.arm();
  }

  /** Allows the usual silence until the next part. */
  arm(): void {
    const { watchdog, idleMs, thinkingMs } = this.#reading;
    watchdog.arm(this.#hasSpoken ? idleMs : thinkingMs, "the next part of the answer");
  }

  /** @returns a promise to await when the consumer is behind */
  take(part: LanguageModelV4StreamPart): Promise<void> | undefined {
    this.arm();
    const { sink } = this.#reading;
    switch (part.type) {
      case "text-delta":
        return this.#hand(this.#splitter.push({ kind: "text", text: part.delta }));
      case "reasoning-start":
        // A summary comes in several blocks; they are paragraphs of one thought.
        return this.#thoughts++ > 0 && !this.#hasSpoken ? sink.think("\n\n") : undefined;
      case "reasoning-delta":
        if (part.delta === "") return undefined;
        return this.#hand(this.#splitter.push({ kind: "thought", text: part.delta }));
      case "error":
        throw classifyStreamError(part.error);
      case "finish":
        this.#finish = { reason: part.finishReason, usage: part.usage };
        return undefined;
      default:
        // Metadata, and content that was not requested: tools, files, sources.
        return undefined;
    }
  }

  /** Passes on what was held back. */
  async flush(): Promise<void> {
    await this.#hand(this.#splitter.flush());
  }

  /** Gateways to other models leave reasoning in the text. */
  #hand(pieces: readonly Piece[]): Promise<void> | undefined {
    const { sink, watchdog } = this.#reading;
    for (const piece of pieces) {
      if (piece.kind === "rethink") this.#hasSpoken = false;
      else this.#hasSpoken ||= piece.kind === "text" && piece.text.trim() !== "";
    }
    return handPieces(pieces, sink, watchdog);
  }

  end(): ReplyEnd {
    if (!this.#finish || this.#finish.reason.unified === "interrupted")
      throw new ProviderError("provider_cut", "the stream ended without a finish event");
    const { reason, usage } = this.#finish;
    if (reason.unified === "error")
      throw new ProviderError("provider_unavailable", "the model ended with an error");
    const finishReason = toReason(reason);
    if (!this.#hasSpoken && finishReason === null) throw new EmptyAnswer();
    return { usage: toUsage(usage), finishReason };
  }
}

/** Prefers the API's own reason, which distinguishes a refusal from a filter. */
function toReason({ unified, raw }: LanguageModelV4FinishReason): FinishReason | null {
  return toFinishReason(raw ?? null) ?? toFinishReason(unified.replaceAll("-", "_"));
}

function toUsage({ inputTokens, outputTokens }: LanguageModelV4Usage): Usage | null {
  return makeUsage({
    inputTokens: inputTokens.total,
    outputTokens: outputTokens.total,
    cached: inputTokens.cacheRead,
    cacheWrite: inputTokens.cacheWrite,
    reasoning: outputTokens.reasoning,
  });
}
