import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { callPatiently } from "../patience/call-patiently.ts";
import type { Provider, ProviderRequest, ReplyEnd, ReplySink } from "../provider.ts";
import { createServerMemory, type ServerMemory } from "./server-memory.ts";
import { openAccepted } from "./open-accepted.ts";
import { listModels } from "./list-models.ts";
import { readReply } from "./read-reply.ts";
import type { ProviderRetries } from "../patience/retry.ts";
import type { ProviderTimeouts, Watchdog } from "../patience/watchdog.ts";

/** A server that speaks OpenAI's chat completions, and how patient to be with it. */
export interface OpenAIProviderOptions {
  /** Names the provider in the log and the metrics; `openai` unless said. */
  name?: string;
  /** Left out for servers that want none (Ollama, vLLM): no `Authorization` header is sent then. */
  apiKey?: string | undefined;
  /** Such as `https://api.openai.com/v1`. */
  baseUrl: string;
  /** Further headers; none unless said. */
  headers?: Readonly<Record<string, string>>;
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
  const { name = "openai", apiKey, baseUrl, headers = {}, timeouts, retries, watch } = options;
  const shared: Shared = {
    timeouts,
    retries,
    ...(watch ? { watch } : {}),
    memory: createServerMemory(baseUrl, { apiKey, headers }),
  };
  return {
    name,
    stream: (request, sink) => streamReply(shared, request, sink),
    listModels: (signal) =>
      listModels({ baseUrl: shared.memory.baseUrl, apiKey: apiKey ?? null, headers }, signal),
  };
}

function streamReply(shared: Shared, request: ProviderRequest, sink: ReplySink): Promise<ReplyEnd> {
  const { timeouts, retries, watch } = shared;
  const { firstByteMs, idleMs } = timeouts;
  const thinkingMs = Math.max(firstByteMs, idleMs);
  const patience = { timeouts, retries, ...(watch ? { retried: watch.retried } : {}) };
  return callPatiently(patience, sink, async (watchdog, take) => {
    const onShortened = () => sink.shortened?.();
    const body = await attempt(shared, request, { watchdog, onShortened });
    return readReply(body, { watchdog, thinkingMs, idleMs, sink: take });
  });
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
