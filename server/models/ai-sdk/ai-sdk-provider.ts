import { APICallError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { callPatiently, type Patience } from "../patience/call-patiently.ts";
import { isContextOverflow } from "../openai-chat/context-overflow.ts";
import { historyLength, shortenHistory } from "../openai-chat/shorten-history.ts";
import type { Provider, ProviderRequest, ReplyEnd, ReplySink } from "../provider.ts";
import { titleTokens } from "../title-prompt.ts";
import { classifyCallError } from "./classify-call-error.ts";
import { type ApiAccess, loadKind, type ModelOf, optionsOf } from "./kinds.ts";
import { listModels } from "./list-models.ts";
import { readStream } from "./read-stream.ts";
import { toPrompt } from "./to-prompt.ts";

/** An API that is spoken through the AI SDK, and how patient its calls are. */
export interface AiSdkProviderOptions {
  /** Names the provider in the log and the metrics. */
  name: string;
  access: ApiAccess;
  patience: Patience;
  /** Told how long a call took to its first byte, in seconds. */
  firstByte?(seconds: number): void;
}

/** A history that was too long is cut to this part of it. */
const shorterBy = 0.5;

/** What the calls of one provider share. */
interface Shared extends AiSdkProviderOptions {
  load(): Promise<ModelOf>;
  /** Longest history that each model has taken after refusing a longer one, in characters. */
  mostHistory: Map<string, number>;
}

/** Makes the provider of an API that the AI SDK speaks. Its package is loaded by the first call. */
export function createAiSdkProvider(options: AiSdkProviderOptions): Provider {
  let loading: Promise<ModelOf> | undefined;
  const load = () => (loading ??= loadKind(options.access));
  const shared: Shared = { ...options, load, mostHistory: new Map() };
  return {
    name: options.name,
    warmUp: async () => void (await load()),
    listModels: (signal) => listModels(options.access, signal),
    stream: (request, sink) => streamReply(shared, request, sink),
  };
}

function streamReply(shared: Shared, request: ProviderRequest, sink: ReplySink): Promise<ReplyEnd> {
  const { firstByteMs, idleMs } = shared.patience.timeouts;
  const thinkingMs = Math.max(firstByteMs, idleMs);
  return callPatiently(shared.patience, sink, async (watchdog, take) => {
    watchdog.arm(firstByteMs, "the first byte");
    const askedAt = performance.now();
    const stream = await open(shared, request, watchdog.signal);
    shared.firstByte?.((performance.now() - askedAt) / 1_000);
    if (historyLength(request.turns) > mostHistoryOf(shared, request)) sink.shortened?.();
    return readStream(stream, { sink: take, watchdog, thinkingMs, idleMs });
  });
}

const mostHistoryOf = ({ mostHistory }: Shared, { model }: ProviderRequest) =>
  mostHistory.get(model) ?? Number.POSITIVE_INFINITY;

/**
 * Opens the stream. A conversation that is too long for the model is halved until it fits, and how
 * much fits is remembered.
 *
 * @throws ProviderError
 */
async function open(shared: Shared, request: ProviderRequest, signal: AbortSignal) {
  const model = (await shared.load())(request.model);
  let most = mostHistoryOf(shared, request);
  for (;;) {
    const turns = shortenHistory(request.turns, most);
    try {
      const { stream } = await model.doStream(toCall(shared.access, { ...request, turns }, signal));
      if (Number.isFinite(most)) shared.mostHistory.set(request.model, most);
      return stream;
    } catch (error) {
      signal.throwIfAborted();
      if (turns.length < 2 || !isTooLong(error)) throw classifyCallError(error);
      most = historyLength(turns) * shorterBy;
    }
  }
}

function isTooLong(error: unknown): boolean {
  return (
    APICallError.isInstance(error) &&
    isContextOverflow(error.statusCode ?? 0, error.responseBody ?? "")
  );
}

function toCall(
  { kind }: ApiAccess,
  request: ProviderRequest,
  abortSignal: AbortSignal,
): LanguageModelV4CallOptions {
  const { model, temperature, maxOutputTokens, purpose } = request;
  const longest = purpose === "title" ? titleTokens : maxOutputTokens;
  return {
    prompt: toPrompt(request),
    abortSignal,
    providerOptions: optionsOf(kind, model),
    ...(temperature === null || purpose === "title" ? {} : { temperature }),
    ...(longest === null ? {} : { maxOutputTokens: longest }),
  };
}
