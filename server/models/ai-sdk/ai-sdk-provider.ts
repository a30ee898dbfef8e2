import { APICallError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { callPatiently, type Patience, patienceWith } from "../patience/call-patiently.ts";
import { continueByAsking } from "../continuation/continue-by-asking.ts";
import { isContextOverflow, readNamedWindow } from "../context/context-overflow.ts";
import { createFactsMemory, type FactsMemory } from "../context/facts-memory.ts";
import { createRequestFitter, messageTooLong, type RequestFitter } from "../context/fit-request.ts";
import type { ModelFacts, ModelFactsStore } from "../model-facts.ts";
import type { ProviderRequest, ReplyEnd, ReplySink, ServerProvider } from "../provider.ts";
import { classifyCallError } from "./classify-call-error.ts";
import { type ApiAccess, loadKind, longestTitle, type ModelOf, optionsOf } from "./kinds.ts";
import { listModels } from "./list-models.ts";
import { readStream } from "./read-stream.ts";
import { toPrompt } from "./to-prompt.ts";

/** An API that is called through the AI SDK, and the retries and timeouts of its calls. */
export interface AiSdkProviderOptions {
  /** The provider's name in the log and in metrics. */
  name: string;
  access: ApiAccess;
  patience: Patience;
  /** Persists facts learned about models; omitted if they need not outlive the process. */
  facts?: ModelFactsStore;
  /** Called with the time to a call's first byte, in seconds. */
  firstByte?(seconds: number): void;
}

/** State shared by one provider's calls. */
interface Shared extends AiSdkProviderOptions {
  load(): Promise<ModelOf>;
  memory: FactsMemory;
}

/**
 * Creates the provider of an API that the AI SDK supports. Its package is loaded by the first call.
 */
export function createAiSdkProvider(options: AiSdkProviderOptions): ServerProvider {
  let loading: Promise<ModelOf> | undefined;
  const load = () => (loading ??= loadKind(options.access));
  const shared: Shared = { ...options, load, memory: createFactsMemory(options.facts) };
  return {
    name: options.name,
    warmUp: async () => void (await load()),
    listModels: (signal) => listModels(options.access, signal),
    stream: continueByAsking((request, sink) => streamReply(shared, request, sink)),
  };
}

async function streamReply(
  shared: Shared,
  request: ProviderRequest,
  sink: ReplySink,
): Promise<ReplyEnd> {
  const { firstByteMs, idleMs } = shared.patience.timeouts;
  const thinkingMs = Math.max(firstByteMs, idleMs);
  const facts = await shared.memory.recall(request.model);
  const fitter = createRequestFitter(request, facts);
  return callPatiently(patienceWith(shared.patience, request), sink, async (watchdog, take) => {
    watchdog.arm(firstByteMs, "the first byte");
    const askedAt = performance.now();
    const { stream, history } = await open(shared, fitter, watchdog.signal);
    await shared.memory.learn(request.model, withWindow(facts, fitter.known));
    shared.firstByte?.((performance.now() - askedAt) / 1_000);
    take.shown?.(history);
    return readStream(stream, { sink: take, watchdog, thinkingMs, idleMs });
  });
}

function withWindow(facts: ModelFacts, known: RequestFitter["known"]): ModelFacts {
  const isSame = known.window === facts.window && known.mostPrompt === facts.mostPrompt;
  return isSame ? facts : { ...facts, ...known };
}

/**
 * Opens the stream. A conversation that is too long for the model is shortened until it fits.
 *
 * @throws ProviderError
 */
async function open(shared: Shared, fitter: RequestFitter, signal: AbortSignal) {
  const modelOf = await shared.load();
  for (;;) {
    const { request, history } = fitter.fit();
    try {
      const { stream } = await modelOf(request.model).doStream(
        toCall(shared.access, request, signal),
      );
      return { stream, history };
    } catch (error) {
      signal.throwIfAborted();
      const refusal = refusalOf(error);
      if (refusal === null) throw classifyCallError(error);
      if (!fitter.makeRoom(readNamedWindow(refusal))) throw messageTooLong("refused");
    }
  }
}

/** The refusal's text if the conversation is too long; null for every other failure. */
function refusalOf(error: unknown): string | null {
  if (!APICallError.isInstance(error)) return null;
  const { statusCode = 0, responseBody = "" } = error;
  return isContextOverflow(statusCode, responseBody) ? responseBody : null;
}

function toCall(
  { kind }: ApiAccess,
  request: ProviderRequest,
  abortSignal: AbortSignal,
): LanguageModelV4CallOptions {
  const { model, temperature, maxOutputTokens, purpose } = request;
  const longest = purpose === "title" ? longestTitle(kind, model) : maxOutputTokens;
  return {
    prompt: toPrompt(request),
    abortSignal,
    providerOptions: optionsOf(kind, request),
    ...(temperature === null || purpose === "title" ? {} : { temperature }),
    ...(longest === null ? {} : { maxOutputTokens: longest }),
  };
}
