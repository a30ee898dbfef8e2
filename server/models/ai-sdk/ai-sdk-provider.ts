import type { Effort } from "../../../shared/effort.ts";
import { createFactsMemory, type FactsMemory } from "../context/facts-memory.ts";
import {
  type AnswerForm,
  type StreamAnswer,
  streamContinuation,
} from "../continuation/stream-continuation.ts";
import type { ModelFactsStore } from "../model-facts.ts";
import { callPatiently, type Patience, patienceWith } from "../patience/call-patiently.ts";
import type { ProviderRequest, ReplyEnd, ReplySink, ServerProvider } from "../provider.ts";
import { type ApiAccess, loadKind, type ModelOf } from "./kinds.ts";
import { listModels } from "./list-models.ts";
import { type CallNegotiation, negotiateCall } from "./negotiate-call.ts";
import { readStream } from "./read-stream.ts";
import { offerEfforts } from "./thinking.ts";

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
  /** How long a model can be asked to think, where the operator says so; null where that is left to its name. */
  effortsSaid?(model: string): readonly Effort[] | null;
}

/** State shared by one provider's calls. */
interface Shared extends AiSdkProviderOptions {
  load(): Promise<ModelOf>;
  memory: FactsMemory;
  effortsSaid(model: string): readonly Effort[] | null;
}

/**
 * Creates the provider of an API that the AI SDK supports. Its package is loaded by the first call.
 */
export function createAiSdkProvider(options: AiSdkProviderOptions): ServerProvider {
  let loading: Promise<ModelOf> | undefined;
  const load = () => (loading ??= loadKind(options.access));
  const { effortsSaid = () => null, access } = options;
  const shared: Shared = {
    ...options,
    load,
    memory: createFactsMemory(options.facts),
    effortsSaid,
  };
  // Models that have gone on in a message that they had begun; models are few, operators name them.
  const goneOn = new Set<string>();
  return {
    name: options.name,
    warmUp: async () => void (await load()),
    listModels: (signal) => listModels(access, signal),
    async effortsOf(model) {
      const { refused } = await shared.memory.recall(model);
      return offerEfforts({ kind: access.kind, model, setting: effortsSaid(model), refused });
    },
    stream(request, sink) {
      if (request.continues === undefined) return streamAnswer(shared, request, sink);
      const stream: StreamAnswer = (asked, to, form) =>
        streamAnswer({ ...shared, form }, asked, to);
      return streamContinuation(stream, request, { sink, goneOn, facts: shared.memory });
    },
  };
}

async function streamAnswer(
  shared: Shared & { form?: AnswerForm },
  request: ProviderRequest,
  sink: ReplySink,
): Promise<ReplyEnd> {
  const { firstByteMs, idleMs } = shared.patience.timeouts;
  const thinkingMs = Math.max(firstByteMs, idleMs);
  const facts = await shared.memory.recall(request.model);
  const negotiation = negotiateCall(request, facts, {
    kind: shared.access.kind,
    setting: shared.effortsSaid(request.model),
    avoided: shared.form?.without ?? new Set(),
  });
  return callPatiently(patienceWith(shared.patience, request), sink, async (watchdog, take) => {
    watchdog.arm(firstByteMs, "the first byte");
    const askedAt = performance.now();
    const modelOf = await shared.load();
    const opened = await open(negotiation, { model: modelOf(request.model), watchdog });
    await shared.memory.learn(request.model, negotiation.facts);
    shared.firstByte?.((performance.now() - askedAt) / 1_000);
    shared.form?.onAccepted(negotiation.isPrefilled);
    take.shown?.(opened.history);
    return readStream(opened.stream, { sink: take, watchdog, thinkingMs, idleMs });
  });
}

/**
 * Opens the stream. What the API refuses is left out, and a conversation that is too long is shortened, until
 * it is taken.
 *
 * @throws ProviderError
 */
async function open(
  negotiation: CallNegotiation,
  {
    model,
    watchdog: { signal },
  }: { model: ReturnType<ModelOf>; watchdog: { signal: AbortSignal } },
) {
  for (;;) {
    const { call, history } = negotiation.shape();
    try {
      const { stream } = await model.doStream({ ...call, abortSignal: signal });
      return { stream, history };
    } catch (error) {
      signal.throwIfAborted();
      negotiation.refuse(error);
    }
  }
}
