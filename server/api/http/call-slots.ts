import { maxOpenCalls, maxSubscriptionsPerSocket } from "../../../shared/limits.ts";
import { RequestError } from "../../platform/errors.ts";

/** Calls of one socket that are answered side by side: each may hold a whole page in memory. */
const sideBySide = 8;

/** Calls of one socket that wait for that: as many as a client makes that reconnects. */
const mostWaiting = maxOpenCalls + maxSubscriptionsPerSocket;

/** Lets the calls of one socket run a few at a time, in the order in which they came. */
export class CallSlots {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /**
   * Runs a call when there is a slot for it.
   *
   * @throws RequestError `rate_limited` when too many calls wait already
   */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#running >= sideBySide) await this.#wait();
    else this.#running++;
    try {
      return await call();
    } finally {
      // The slot goes to the next one as it is.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= mostWaiting)
      throw new RequestError("rate_limited", "Too many calls are pending on this socket.");
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
