import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { callPatiently, patienceWith } from "../patience/call-patiently.ts";
import type { ProviderRequest, ReplyEnd, ReplySink, ServerProvider } from "../provider.ts";
import type { Effort } from "../../../shared/effort.ts";
import { effortDialectOf, type EffortWay } from "./effort-parameters.ts";
import { offerEfforts } from "./offer-efforts.ts";
import { createServerMemory, type ServerMemory } from "./server-memory.ts";
import { createFactsMemory, type FactsMemory } from "../context/facts-memory.ts";
import type { ModelFactsStore } from "../model-facts.ts";
import { RefusedInStream } from "./classify-failure.ts";
import { findEfforts } from "./told-efforts/find-efforts.ts";
import { findWindow } from "./context-window/find-window.ts";
import { listModels } from "./list-models.ts";
import { type Negotiation, negotiateRequest } from "./negotiate-request.ts";
import { type Accepted, openAccepted } from "./open-accepted.ts";
import { readReply } from "./read-reply.ts";
import {
  type AnswerForm,
  type StreamAnswer,
  streamContinuation,
} from "../continuation/stream-continuation.ts";
import type { ProviderRetries } from "../patience/retry.ts";
import type { ProviderTimeouts, Watchdog } from "../patience/watchdog.ts";

/** A server with OpenAI's chat completions API, and its timeouts and retries. */
export interface OpenAIProviderOptions {
  /** The provider's name in the log and in metrics; `openai` by default. */
  name?: string;
  /**
   * Omitted for servers without authentication (Ollama, vLLM): then no `Authorization` header is
   * sent.
   */
  apiKey?: string | undefined;
  /** For example `https://api.openai.com/v1`. */
  baseUrl: string;
  /** Additional headers; none by default. */
  headers?: Readonly<Record<string, string>>;
  /** Headers of each call for a reply besides those; absent or undefined for none. */
  headersOfCall?: () => Readonly<Record<string, string>> | undefined;
  timeouts: ProviderTimeouts;
  retries: ProviderRetries;
  /** Persists facts learned about models; omitted if they need not outlive the process. */
  facts?: ModelFactsStore;
  /** Callbacks for events within calls. */
  watch?: ProviderWatch;
  /** A model's efforts as configured by the operator; null derives them from its name. */
  effortsSaid?: (model: string) => readonly Effort[] | null;
}

/** Events of a call before its text. */
export interface ProviderWatch {
  /** The first byte arrived this many seconds after the request. */
  firstByte(seconds: number): void;
  /** The call is retried after this failure. */
  retried(reason: GenerationErrorCode): void;
}

/** State shared by one provider's calls. */
interface Shared extends Pick<OpenAIProviderOptions, "timeouts" | "retries" | "watch"> {
  memory: ServerMemory;
  facts: FactsMemory;
  /** How to set the effort of a model; `told` are the efforts that its server reports. */
  effortWay(model: string, told: readonly Effort[] | undefined | null): EffortWay;
}

/**
 * Creates the provider of any OpenAI-compatible server. Temporary failures (429, 5xx, no
 * connection) are retried until the first token has arrived. Throws `TypeError` when the address or
 * the key is invalid.
 */
export function createOpenAIProvider(options: OpenAIProviderOptions): ServerProvider {
  const { name = "openai", apiKey, baseUrl, headers = {}, timeouts, retries, watch } = options;
  const { effortsSaid = () => null, headersOfCall } = options;
  const dialect = effortDialectOf(baseUrl);
  const shared: Shared = {
    timeouts,
    retries,
    ...(watch ? { watch } : {}),
    memory: createServerMemory(baseUrl, { apiKey, headers, headersOfCall }),
    facts: createFactsMemory(options.facts),
    effortWay: (model, told) => ({ dialect, setting: effortsSaid(model) ?? told ?? null }),
  };
  const serverOf = () => ({ baseUrl: shared.memory.baseUrl, apiKey: apiKey ?? null, headers });
  return {
    name,
    stream: (request, sink) => streamReply(shared, request, sink),
    listModels: (signal) => listModels(serverOf(), signal),
    findWindow: (model, signal) => findWindow(serverOf(), model, signal),
    findEfforts: (model, signal) => findEfforts(serverOf(), model, signal),
    async effortsOf(model, told) {
      const { refused } = await shared.facts.recall(model);
      return offerEfforts(model, { ...shared.effortWay(model, told), refused });
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
    effortWay: shared.effortWay(request.model, request.efforts),
    avoided: shared.form?.without,
  });
  return callPatiently(patienceWith(patience, request), sink, async (watchdog, take) => {
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

/** Sends the request, and reads the response to its end. */
async function readAnswer(shared: Shared & { form?: AnswerForm }, call: Call): Promise<ReplyEnd> {
  const { watchdog, sink } = call;
  const { firstByteMs, idleMs } = shared.timeouts;
  const { body, history } = await ask(shared, call);
  shared.form?.onAccepted(call.negotiation.isPrefilled);
  sink.shown?.(history);
  const thinkingMs = Math.max(firstByteMs, idleMs);
  return readReply(body, { watchdog, thinkingMs, idleMs, sink });
}

/** Sends one request and waits for the first byte. */
async function ask(
  { memory, facts, timeouts, watch }: Shared,
  { request, negotiation, watchdog }: Call,
): Promise<Accepted> {
  watchdog.signal.throwIfAborted();
  const askedAt = performance.now();
  const accepted = await openAccepted(memory, negotiation, {
    signal: watchdog.signal,
    // A response in one piece starts when it is complete.
    onAsk: (streams) =>
      watchdog.arm(streams ? timeouts.firstByteMs : timeouts.totalMs, "the first byte"),
  });
  // Only learn from accepted requests: a rejection may quote user text that looks like a reason.
  await facts.learn(request.model, negotiation.facts);
  watch?.firstByte((performance.now() - askedAt) / 1_000);
  return accepted;
}
