import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { mayFailOver } from "../failover/may-fail-over.ts";
import type { Admission } from "../patience/admission.ts";
import { type Provider, ProviderError, type ProviderRequest } from "../provider.ts";
import type { ConnectionSlots, Slot } from "../slots/connection-slots.ts";
import { blockedUntil, type Circuit, pauseAfter } from "./circuit.ts";
import type { CircuitBoard } from "./circuit-board.ts";

/** Failures that do not prove the server to be reachable. */
const provesNothing: ReadonlySet<GenerationErrorCode> = new Set([
  "provider_unreachable",
  "provider_timeout",
  "message_too_long",
]);

/**
 * A call that is refused more often goes behind those of other users: the server may refuse this
 * one for its size alone.
 */
const mostTurnsBack = 3;

/** The guarded server, and how long calls to it wait. */
export interface GuardOptions {
  board: CircuitBoard;
  /** Identifies the server: a digest of its address and key. */
  server: string;
  /** Longest pause of the provider that calls wait for, in milliseconds. */
  longestPauseMs: number;
  /** Longest wait of a call for all pauses together, in milliseconds. */
  longestWaitMs: number;
  slots: Pick<ConnectionSlots, "take" | "takeFree">;
  /** The current limit of calls at once; null for any number. */
  most(): number | null;
}

/** The same provider, whose calls respect the circuits of its server. */
export function guardConnection(provider: Provider, options: GuardOptions): Provider {
  return {
    ...provider,
    async stream(request, sink) {
      const admission = new CallAdmission(options, request);
      try {
        return await provider.stream({ ...request, admission }, sink);
      } finally {
        admission.leave();
      }
    },
  };
}

type Told = Parameters<Admission["enter"]>[1];

/** Decides when a call may start. */
class CallAdmission implements Admission {
  readonly #options: GuardOptions;
  readonly #request: ProviderRequest;
  readonly #key: { server: string; model: string };
  /** `performance.now()`. */
  #askedAt = 0;
  /** When the call first had to wait; `performance.now()`, null if it never had. */
  #waitsSince: number | null = null;
  /** How often it was refused after a wait. */
  #refusals = 0;
  #probed: Circuit | null = null;
  #slot: Slot | null = null;

  constructor(options: GuardOptions, request: ProviderRequest) {
    this.#options = options;
    this.#request = request;
    this.#key = { server: options.server, model: request.model };
  }

  async enter(signal: AbortSignal, told: Told): Promise<void> {
    if (this.#request.once) await this.#enterOrSkip(signal);
    else {
      do {
        if (this.#hasToWait()) this.leave();
        await this.#wait(signal, told);
        await this.#takeInTurn(signal, told);
        // A pause may have begun while it waited for a slot.
      } while (this.#isPaused());
    }
    this.#askedAt = performance.now();
  }

  /** Gives the slot back, if the call has one. */
  leave(): void {
    this.#slot?.leave();
    this.#slot = null;
  }

  begun(): void {
    const { board, server } = this.#options;
    board.answered(this.#key, this.#askedAt);
    board.answered({ server, model: null }, this.#askedAt);
  }

  failed(error: ProviderError): void {
    const { board, server } = this.#options;
    const { code: reason } = error;
    const pauseMs = pauseAfter(error.retryAfterMs);
    const isUnreachable = reason === "provider_unreachable";
    const all = { server, model: null };
    if (!provesNothing.has(reason)) board.answered(all, this.#askedAt);
    if (this.#waitsSince !== null) this.#refusals++;
    if (mayFailOver(error)) {
      const isProbe = this.#probed !== null;
      board.failed(isUnreachable ? all : this.#key, { reason, pauseMs, isProbe });
    } else if (reason === "provider_rejected") board.answered(this.#key, this.#askedAt);
    this.#probed = null;
    this.leave();
  }

  #isPaused(): boolean {
    return this.#options.board.pausedUntil(this.#key) > performance.now();
  }

  #hasToWait(): boolean {
    return this.#isPaused() || this.#options.board.isAwaited(this.#key);
  }

  /** A call that asks a second time, such as a continuation, keeps its slot. */
  async #takeInTurn(signal: AbortSignal, told: Told): Promise<void> {
    const { slots, most, server } = this.#options;
    if (this.#slot) return;
    const { id: userId } = this.#request.user;
    let hasWaited = false;
    this.#slot = await slots.take({
      server,
      most,
      userId,
      signal,
      told(ahead) {
        hasWaited = true;
        told(0, ahead);
      },
    });
    if (hasWaited) told(0);
  }

  /** With a fallback, a call without a free slot is skipped. */
  async #takeFree(signal: AbortSignal): Promise<void> {
    const { slots, most, server } = this.#options;
    if (this.#slot) return;
    const { id: userId } = this.#request.user;
    this.#slot = await slots.takeFree({ server, most, userId, signal, told() {} });
    if (!this.#slot)
      throw new ProviderError("provider_rate_limited", "skipped, because all its slots are taken");
  }

  /** With a fallback, a blocked model is skipped; one call of all nodes probes an open circuit. */
  async #enterOrSkip(signal: AbortSignal): Promise<void> {
    const { board } = this.#options;
    const circuits = board.find(this.#key);
    const now = performance.now();
    const blocked = circuits.find((circuit) => blockedUntil(circuit) > now);
    if (blocked) throw skipped(blocked);
    // Before the probe, which a call without a slot would waste.
    await this.#takeFree(signal);
    this.#probed = circuits.find(({ openUntil }) => openUntil !== null) ?? null;
    if (this.#probed && !(await board.takeProbe(this.#probed))) throw skipped(this.#probed);
  }

  /** Waits for the pause that the provider has asked any node for. */
  async #wait(signal: AbortSignal, told: Told): Promise<void> {
    const { board, longestPauseMs, longestWaitMs } = this.#options;
    let hadTurn = false;
    for (;;) {
      const now = performance.now();
      const ms = board.pausedUntil(this.#key) - now;
      if (ms <= 0 && (hadTurn || !board.isAwaited(this.#key))) return;
      const since = (this.#waitsSince ??= now);
      if (ms > longestPauseMs || now + ms > since + longestWaitMs)
        throw refusedFor(ms, this.#pauseReason());
      const isBack = this.#refusals > 0 && this.#refusals <= mostTurnsBack;
      const { id: userId } = this.#request.user;
      const toldMs = (left: number) => {
        if (left > 0) told(left);
      };
      await board.wait(this.#key, { userId, since, isBack, signal, told: toldMs });
      hadTurn = true;
    }
  }

  #pauseReason(): GenerationErrorCode {
    const paused = this.#options.board.find(this.#key).find(({ pausedUntil }) => pausedUntil);
    return paused?.reason ?? "provider_rate_limited";
  }
}

/** The failure of a call that is skipped in favour of a fallback. */
function skipped({ reason, pausedUntil }: Circuit): ProviderError {
  return refusedFor((pausedUntil ?? 0) - performance.now(), reason);
}

function refusedFor(ms: number, reason: GenerationErrorCode): ProviderError {
  const rest = ms > 0 ? { retryAfterMs: Math.ceil(ms) } : {};
  return new ProviderError(reason, "skipped, because it failed a moment ago", rest);
}
