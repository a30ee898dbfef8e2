import { ProviderError } from "../provider.ts";

/** Timeouts of a provider, in milliseconds. */
export interface ProviderTimeouts {
  /** From sending the request to the first byte of the response's body. */
  firstByteMs: number;
  /** Between bytes. */
  idleMs: number;
  /** The whole call, including retries and pauses. */
  totalMs: number;
}

/**
 * Aborts a call when its caller does, or on a timeout. One timer serves the whole call: moving a
 * deadline is an assignment, so it costs nothing per read.
 */
export class Watchdog implements Disposable {
  readonly #controller = new AbortController();
  /** Aborts with the caller's reason, or with a `provider_timeout`. */
  readonly signal = this.#controller.signal;
  readonly #caller: AbortSignal;
  readonly #onCallerAbort = () => this.#controller.abort(this.#caller.reason);
  readonly #totalAt: number;
  #deadline = Number.POSITIVE_INFINITY;
  #what = "";
  #wakeAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(totalMs: number, caller: AbortSignal) {
    this.#totalAt = performance.now() + totalMs;
    this.#caller = caller;
    if (caller.aborted) this.#onCallerAbort();
    else caller.addEventListener("abort", this.#onCallerAbort, { once: true });
    this.#wake(this.#totalAt);
  }

  /** Whether the caller aborted. */
  get callerAborted(): boolean {
    return this.#caller.aborted;
  }

  /** Milliseconds until the whole call times out. */
  get remainingMs(): number {
    return this.#totalAt - performance.now();
  }

  /** Allows `ms` until the next `arm` or `disarm`; `what` names the awaited event in the log. */
  arm(ms: number, what: string): void {
    this.#what = what;
    this.#deadline = performance.now() + ms;
    if (this.#deadline < this.#wakeAt) this.#wake(this.#deadline);
  }

  /** Nothing is awaited: a slow consumer's time does not count as the provider's. */
  disarm(): void {
    this.#deadline = Number.POSITIVE_INFINITY;
  }

  /** Stops watching, and closes the call's connection if it is still open. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener("abort", this.#onCallerAbort);
    this.#controller.abort();
  }

  #wake(at: number): void {
    clearTimeout(this.#timer);
    this.#wakeAt = at;
    this.#timer = setTimeout(() => this.#check(), Math.max(1, at - performance.now()));
  }

  #check(): void {
    const now = performance.now();
    if (now >= this.#totalAt) this.#expire("the end");
    else if (now >= this.#deadline) this.#expire(this.#what);
    else this.#wake(Math.min(this.#deadline, this.#totalAt));
  }

  #expire(what: string): void {
    this.#controller.abort(new ProviderError("provider_timeout", `waited too long for ${what}`));
  }
}
