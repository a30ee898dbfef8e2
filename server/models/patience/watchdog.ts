import { ProviderError } from "../provider.ts";

/** How long a provider may take, in milliseconds. */
export interface ProviderTimeouts {
  /** From sending the request to the first byte of the answer's body. */
  firstByteMs: number;
  /** From one byte to the next. */
  idleMs: number;
  /** The whole call, retries and pauses between them included. */
  totalMs: number;
}

/**
 * Aborts a call when its caller does, or when time is up. One timer serves the whole call:
 * moving a deadline is an assignment, so it costs nothing per read.
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

  /** Whether it was the caller who aborted. */
  get callerAborted(): boolean {
    return this.#caller.aborted;
  }

  /** Milliseconds until the whole call is out of time. */
  get remainingMs(): number {
    return this.#totalAt - performance.now();
  }

  /** Allows `ms` until the next `arm` or `disarm`; `what` names what is waited for in the log. */
  arm(ms: number, what: string): void {
    this.#what = what;
    this.#deadline = performance.now() + ms;
    if (this.#deadline < this.#wakeAt) this.#wake(this.#deadline);
  }

  /** Nothing is being waited for: the time that a slow consumer takes is not the provider's. */
  disarm(): void {
    this.#deadline = Number.POSITIVE_INFINITY;
  }

  /** Stops watching, and closes the call's connection if that is still open. */
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
