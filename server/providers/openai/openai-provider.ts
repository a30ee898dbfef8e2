import type { GenerationErrorCode } from "../../../shared/errors.ts";
import type { Usage } from "../../../shared/message.ts";
import { type Provider, ProviderError, type ProviderRequest, type ReplySink } from "../provider.ts";
import { buildRequest } from "./build-request.ts";
import { classifyResponse } from "./classify-failure.ts";
import { endpointOf, type Endpoint, openStream } from "./open-stream.ts";
import { listModels } from "./list-models.ts";
import { findRefusedParameter, images, withoutRefused } from "./optional-parameters.ts";
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
  endpoint: Endpoint;
  /** By model, the parameters that its server has refused; models are few, operators name them. */
  refusedByModel: Map<string, Set<string>>;
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
    endpoint: endpointOf(baseUrl, apiKey),
    refusedByModel: new Map(),
  };
  const server = { baseUrl: baseUrl.replace(/\/+$/, ""), apiKey: apiKey ?? null };
  return {
    name: "openai",
    stream: (request, sink) => streamReply(shared, request, sink),
    listModels: (signal) => listModels(server, signal),
  };
}

async function streamReply(
  shared: Shared,
  request: ProviderRequest,
  { signal, write }: ReplySink,
): Promise<Usage | null> {
  using watchdog = new Watchdog(shared.timeouts.totalMs, signal);
  let retry = 0;
  let begun = false;
  const take = (text: string) => {
    begun = true;
    return write(text);
  };
  for (;;) {
    try {
      const body = await attempt(shared, request, watchdog);
      const { idleMs } = shared.timeouts;
      return await readReply(body, { watchdog, idleMs, write: take });
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
  watchdog: Watchdog,
): Promise<ReadableStream<Uint8Array>> {
  watchdog.signal.throwIfAborted();
  watchdog.arm(shared.timeouts.firstByteMs, "the first byte");
  const askedAt = performance.now();
  const body = await openAccepted(shared, request, watchdog.signal);
  shared.watch?.firstByte((performance.now() - askedAt) / 1_000);
  return body;
}

/** Opens the stream, asking again at once without each optional parameter that the server refuses. */
async function openAccepted(
  { endpoint, refusedByModel }: Shared,
  request: ProviderRequest,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const known = () => refusedByModel.get(request.model) ?? new Set<string>();
  const without = new Set(known());
  for (;;) {
    const wanted = buildRequest(request, !without.has(images));
    const body = withoutRefused(wanted, without, request.purpose);
    const opened = await openStream(endpoint, body, signal);
    if ("body" in opened) {
      // Another image may be to the server's liking.
      without.delete(images);
      // Where leaving it out did not help it was not that: a refusal may quote what people say.
      if (without.size > 0) refusedByModel.set(request.model, known().union(without));
      return opened.body;
    }
    const { refused } = opened;
    const parameter = findRefusedParameter(body, refused.status, refused.body);
    if (parameter === null) throw classifyResponse(refused);
    without.add(parameter);
  }
}
