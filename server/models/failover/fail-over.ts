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

/** What failing over needs. */
export interface FailoverOptions {
  windowOf: WindowOf;
  /** The models that stand in where a request names none, in this order. */
  fallbacks: readonly string[];
  /** How long models are waited for when none of them can answer. */
  retries: ProviderRetries;
  /** Told of each model that could not answer. */
  failed(failure: ModelFailure): void;
  /** Told when another model than the one asked for begins a reply. */
  replaced(by: Replacement): void;
}

/** Why a model did not answer. */
export interface ModelFailure {
  model: string;
  error: ProviderError;
}

/**
 * The same provider; when a model cannot answer, the next one of the request's list writes the reply.
 * Never once text or thoughts have reached the sink: two replies are not spliced.
 */
export function failOver(provider: Provider, options: FailoverOptions): Provider {
  return {
    ...provider,
    stream(request, sink) {
      const listed = request.fallbacks ?? options.fallbacks;
      const others = [...new Set(listed)].filter((model) => model !== request.model);
      if (others.length === 0) return provider.stream(request, sink);
      return askInTurn({ provider, options, request, sink }, others);
    },
  };
}

/** One reply that several models may write. */
interface Call {
  provider: Provider;
  options: FailoverOptions;
  request: ProviderRequest;
  sink: ReplySink;
}

/**
 * Asks each model once. Where none can answer, those whose failure may pass are waited for, the
 * soonest first.
 *
 * @throws ProviderError of the model that was asked for
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
  if (end === null) throw outcome;
  return end;
}

/** @returns null when none has answered */
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

/** The models whose failure may pass, and when each is asked again (`performance.now()`). */
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
  /** Whether it is not waited for. */
  once: boolean;
  /** Why the model that was asked for does not answer; null when it is this one. */
  instead: ProviderError | null;
}

/**
 * Asks one model.
 *
 * @returns its failure when the next one may be asked
 * @throws what ends the reply
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
    // A stand-in that cannot take the request leaves it to the next one.
    const isPassedOn = instead === null ? mayFailOver(error) : error instanceof ProviderError;
    if (watched.hasBegun() || !isPassedOn || !(error instanceof ProviderError)) throw error;
    options.failed({ model, error });
    return error;
  }
}
