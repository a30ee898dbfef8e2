import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { callPatiently } from "../patience/call-patiently.ts";
import type { Provider, ProviderRequest, ReplyEnd, ReplySink } from "../provider.ts";
import type { Effort } from "../../../shared/effort.ts";
import { effortDialectOf, type EffortWay } from "./effort-parameters.ts";
import { offerEfforts } from "./offer-efforts.ts";
import { createServerMemory, type ServerMemory } from "./server-memory.ts";
import { createFactsMemory, type FactsMemory } from "../context/facts-memory.ts";
import type { ModelFactsStore } from "../model-facts.ts";
import { RefusedInStream } from "./classify-failure.ts";
import { findWindow } from "./context-window/find-window.ts";
import { listModels } from "./list-models.ts";
import { type Negotiation, negotiateRequest } from "./negotiate-request.ts";
import { type Accepted, openAccepted } from "./open-accepted.ts";
import { readReply } from "./read-reply.ts";
import { type AnswerForm, type StreamAnswer, streamContinuation } from "./stream-continuation.ts";
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
  /** Where what is found out about models outlives the process; absent where it need not. */
  facts?: ModelFactsStore;
  /** Told what happens within calls. */
  watch?: ProviderWatch;
  /** How long a model can be asked to think, where the operator says so; null where that is left to its name. */
  effortsSaid?: (model: string) => readonly Effort[] | null;
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
  facts: FactsMemory;
  /** How its server is told how long to think. */
  effortWay(model: string): EffortWay;
}

/**
 * Makes the provider for any OpenAI-compatible server. Passing failures (429, 5xx, no connection)
 * are tried again until the first token has come. Throws `TypeError` when the address or the key
 * cannot be used at all.
 */
export function createOpenAIProvider(options: OpenAIProviderOptions): Provider {
  const { name = "openai", apiKey, baseUrl, headers = {}, timeouts, retries, watch } = options;
  const { effortsSaid = () => null } = options;
  const dialect = effortDialectOf(baseUrl);
  const shared: Shared = {
    timeouts,
    retries,
    ...(watch ? { watch } : {}),
    memory: createServerMemory(baseUrl, { apiKey, headers }),
    facts: createFactsMemory(options.facts),
    effortWay: (model) => ({ dialect, setting: effortsSaid(model) }),
  };
  const serverOf = () => ({ baseUrl: shared.memory.baseUrl, apiKey: apiKey ?? null, headers });
  return {
    name,
    stream: (request, sink) => streamReply(shared, request, sink),
    listModels: (signal) => listModels(serverOf(), signal),
    findWindow: (model, signal) => findWindow(serverOf(), model, signal),
    async effortsOf(model) {
      const { refused } = await shared.facts.recall(model);
      return offerEfforts(model, { ...shared.effortWay(model), refused });
    },
  };
}

function streamReply(shared: Shared, request: ProviderRequest, sink: ReplySink): Promise<ReplyEnd> {
  const { memory, facts } = shared;
  if (request.continues === undefined) return streamAnswer(shared, request, sink);
  const stream: StreamAnswer = (asked, to, form) => streamAnswer({ ...shared, form }, asked, to);
  return streamContinuation(stream, request, { sink, goneOn: memory.goneOn, facts });
}

async function streamAnswer(
  shared: Shared & { form?: AnswerForm },
  request: ProviderRequest,
  sink: ReplySink,
): Promise<ReplyEnd> {
  const { timeouts, retries, watch } = shared;
  const patience = { timeouts, retries, ...(watch ? { retried: watch.retried } : {}) };
  const known = await shared.facts.recall(request.model);
  const negotiation = negotiateRequest(request, known, {
    effortWay: shared.effortWay(request.model),
    avoided: shared.form?.without,
  });
  return callPatiently(patience, sink, async (watchdog, take) => {
    for (;;) {
      try {
        return await readAnswer(shared, { request, negotiation, watchdog, sink: take });
      } catch (error) {
        if (!(error instanceof RefusedInStream)) throw error;
        negotiation.refuse(error.refused);
      }
    }
  });
}

interface Call {
  request: ProviderRequest;
  negotiation: Negotiation;
  watchdog: Watchdog;
  sink: Omit<ReplySink, "signal">;
}

/** Asks, and reads the answer to its end. */
async function readAnswer(shared: Shared & { form?: AnswerForm }, call: Call): Promise<ReplyEnd> {
  const { watchdog, sink } = call;
  const { firstByteMs, idleMs } = shared.timeouts;
  const { body, history } = await ask(shared, call);
  shared.form?.onAccepted(call.negotiation.isPrefilled);
  sink.shown?.(history);
  const thinkingMs = Math.max(firstByteMs, idleMs);
  return readReply(body, { watchdog, thinkingMs, idleMs, sink });
}

/** One request, up to the first byte. */
async function ask(
  { memory, facts, timeouts, watch }: Shared,
  { request, negotiation, watchdog }: Call,
): Promise<Accepted> {
  watchdog.signal.throwIfAborted();
  const askedAt = performance.now();
  const accepted = await openAccepted(memory, negotiation, {
    signal: watchdog.signal,
    // An answer in one piece begins when it is complete.
    onAsk: (streams) =>
      watchdog.arm(streams ? timeouts.firstByteMs : timeouts.totalMs, "the first byte"),
  });
  // Where leaving it out did not help it was not that: a refusal may quote what people say.
  await facts.learn(request.model, negotiation.facts);
  watch?.firstByte((performance.now() - askedAt) / 1_000);
  return accepted;
}
