import type { GenerationErrorCode } from "../../../shared/errors.ts";
import {
  type Provider,
  ProviderError,
  type ProviderRequest,
  type ReplyEnd,
  type ReplySink,
} from "../provider.ts";
import { createServerMemory, type ServerMemory } from "./server-memory.ts";
import { openAccepted } from "./open-accepted.ts";
import { listModels } from "./list-models.ts";
import { readReply } from "./read-reply.ts";
import { delayBeforeRetry, pause, type ProviderRetries } from "./retry.ts";
import { type ProviderTimeouts, Watchdog } from "./watchdog.ts";

/** A server that speaks OpenAI's chat completions, and how patient to be with it. */
export interface OpenAIProviderOptions {
  /** Left out for servers that want none (Ollama, vLLM): no `Authorization` header is sent then. */
  apiKey?: string | undefined;
  /** Such as `https://api.openai.com/v1`. */
  baseUrl: string;
  timeouts: ProviderTimeouts;
  retries: ProviderRetries;
  /** Told what happens within calls. */
  watch?: ProviderWatch;
}

/** What a call is like before its text comes. */
export interface ProviderWatch {
  /** Its first byte has come, so many seconds after the request. */
  firstByte(seconds: number): void;
  /** It is tried again after this failure. */
  retried(reason: GenerationErrorCode): void;
}

/** What the calls of one provider share. */
interface Shared extends Pick<OpenAIProviderOptions, "timeouts" | "retries" | "watch"> {
  memory: ServerMemory;
}

/**
 * Makes the provider for any OpenAI-compatible server. Passing failures (429, 5xx, no connection)
 * are tried again until the first token has come. Throws `TypeError` when the address or the key
 * cannot be used at all.
 */
export function createOpenAIProvider(options: OpenAIProviderOptions): Provider {
  const { apiKey, baseUrl, timeouts, retries, watch } = options;
  const shared: Shared = {
    timeouts,
    retries,
    ...(watch ? { watch } : {}),
    memory: createServerMemory(baseUrl, apiKey),
  };
  return {
    name: "openai",
    stream: (request, sink) => streamReply(shared, request, sink),
    listModels: (signal) =>
      listModels({ baseUrl: shared.memory.baseUrl, apiKey: apiKey ?? null }, signal),
  };
}

async function streamReply(
  shared: Shared,
  request: ProviderRequest,
  { signal, ...sink }: ReplySink,
): Promise<ReplyEnd> {
  using watchdog = new Watchdog(shared.timeouts.totalMs, signal);
  let retry = 0;
  let begun = false;
  const take = {
    ...sink,
    write(text: string) {
      begun = true;
      return sink.write(text);
    },
    think(text: string) {
      begun = true;
      return sink.think(text);
    },
  };
  for (;;) {
    try {
      const body = await attempt(shared, request, {
        watchdog,
        onShortened: () => sink.shortened?.(),
      });
      const { firstByteMs, idleMs } = shared.timeouts;
      const thinkingMs = Math.max(firstByteMs, idleMs);
      return await readReply(body, { watchdog, thinkingMs, idleMs, sink: take });
    } catch (error) {
      // fetch throws its own errors when it is aborted; the reason is the truth.
      watchdog.signal.throwIfAborted();
      watchdog.disarm();
      const delayMs = begun ? null : delayBeforeRetry(error, { retry, retries: shared.retries });
      if (delayMs === null || delayMs >= watchdog.remainingMs) throw error;
      await pause(delayMs, watchdog.signal);
      retry++;
      if (error instanceof ProviderError) shared.watch?.retried(error.code);
    }
  }
}

/** One request, up to the first byte. */
async function attempt(
  shared: Shared,
  request: ProviderRequest,
  { watchdog, onShortened }: { watchdog: Watchdog; onShortened(): void },
): Promise<ReadableStream<Uint8Array>> {
  watchdog.signal.throwIfAborted();
  const { firstByteMs, totalMs } = shared.timeouts;
  const askedAt = performance.now();
  const body = await openAccepted(shared.memory, request, {
    signal: watchdog.signal,
    onShortened,
    // An answer in one piece begins when it is complete.
    onAsk: (streams) => watchdog.arm(streams ? firstByteMs : totalMs, "the first byte"),
  });
  shared.watch?.firstByte((performance.now() - askedAt) / 1_000);
  return body;
}
