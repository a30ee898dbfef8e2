import type { WindowOf } from "../context/context-windows.ts";
import { delayBeforeRetry, pause, type ProviderRetries } from "../patience/retry.ts";
import {
  type Provider,
  ProviderError,
  type ProviderRequest,
  type Replacement,
  type ReplyEnd,
  type ReplySink,
} from "../provider.ts";
import { mayFailOver } from "./may-fail-over.ts";
import { watchBeginning } from "./watch-beginning.ts";

/** The dependencies of failover. */
export interface FailoverOptions {
  windowOf: WindowOf;
  /** The fallback models of requests without a list of their own, in this order. */
  fallbacks(): readonly string[];
  /** The pauses before models are asked again when all have failed. */
  retries: ProviderRetries;
  /** Called for each model that failed before its first text, except those not for the user. */
  failed(failure: ModelFailure): void;
  /** Called when a fallback model begins a reply. */
  replaced(by: Replacement): void;
}

/** A model and its failure. */
export interface ModelFailure {
  model: string;
  error: ProviderError;
}

/**
 * Adds failover to a provider: when a model fails before any text or reasoning has reached the sink,
 * the next model of the request's list writes the reply. Two replies are never spliced.
 */
export function failOver(provider: Provider, options: FailoverOptions): Provider {
  return {
    ...provider,
    stream(request, sink) {
      const listed = request.fallbacks ?? options.fallbacks();
      const others = [...new Set(listed)].filter((model) => model !== request.model);
      if (others.length === 0) return provider.stream(request, sink);
      return askInTurn({ provider, options, request, sink }, others);
    },
  };
}

/** One reply, and the dependencies of its calls. */
interface Call {
  provider: Provider;
  options: FailoverOptions;
  request: ProviderRequest;
  sink: ReplySink;
}

/**
 * Asks each model once, without retries. If all fail, those with a temporary failure are asked
 * again, the one with the shortest pause first.
 *
 * @throws ProviderError of the requested model, or of the first one that the user may use
 */
async function askInTurn(call: Call, others: readonly string[]): Promise<ReplyEnd> {
  const { model } = call.request;
  const outcome = await ask(call, { model, once: true, instead: null });
  if (!(outcome instanceof ProviderError)) return outcome;
  const failures = [{ model, error: outcome }];
  for (const other of others) {
    const next = await ask(call, { model: other, once: true, instead: outcome });
    if (!(next instanceof ProviderError)) return next;
    failures.push({ model: other, error: next });
  }
  const end = await askPatiently(call, failures, outcome);
  if (end === null) throw reasonOf(failures) ?? outcome;
  return end;
}

function reasonOf(failures: readonly ModelFailure[]): ProviderError | undefined {
  return failures.find(({ error }) => error.code !== "model_unavailable")?.error;
}

/** @returns null if all fail again */
async function askPatiently(
  call: Call,
  failures: readonly ModelFailure[],
  first: ProviderError,
): Promise<ReplyEnd | null> {
  const { sink, options, request } = call;
  for (const { model, at } of inOrderOfReturn(failures, options.retries)) {
    const ms = Math.max(0, at - performance.now());
    sink.waiting?.(ms);
    await pause(ms, sink.signal);
    const instead = model === request.model ? null : first;
    const outcome = await ask(call, { model, once: false, instead });
    if (!(outcome instanceof ProviderError)) return outcome;
  }
  return null;
}

/** The models with a temporary failure, and when each is asked again (`performance.now()`). */
function inOrderOfReturn(failures: readonly ModelFailure[], retries: ProviderRetries) {
  const now = performance.now();
  return failures
    .flatMap(({ model, error }) => {
      const delayMs = delayBeforeRetry(error, { retry: 0, retries });
      return delayMs === null ? [] : [{ model, at: now + delayMs }];
    })
    .toSorted((one, other) => one.at - other.at);
}

interface Asked {
  model: string;
  /** Whether the call has no retries. */
  once: boolean;
  /** The failure of the requested model; null for the requested model itself. */
  instead: ProviderError | null;
}

/**
 * Asks one model.
 *
 * @returns its failure if the next model may be asked
 * @throws errors that end the reply
 */
async function ask(
  { provider, options, request, sink }: Call,
  { model, once, instead }: Asked,
): Promise<ReplyEnd | ProviderError> {
  const watched = watchBeginning(sink, () => {
    if (instead === null) return;
    const replacement = { model, asked: request.model, reason: instead.code };
    sink.replaced?.(replacement);
    options.replaced(replacement);
  });
  try {
    const { contextWindow: _, ...rest } = request;
    const window = model === request.model ? request.contextWindow : await options.windowOf(model);
    const fitting = window == null ? rest : { ...rest, contextWindow: window };
    return await provider.stream({ ...fitting, model, once }, watched.sink);
  } catch (error) {
    sink.signal.throwIfAborted();
    // A fallback may reject a request that the next one accepts.
    const isPassedOn = instead === null ? mayFailOver(error) : error instanceof ProviderError;
    if (watched.hasBegun() || !isPassedOn || !(error instanceof ProviderError)) throw error;
    if (error.code !== "model_unavailable") options.failed({ model, error });
    return error;
  }
}
