import { maxOpenCalls, maxSubscriptionsPerSocket } from "../../../shared/limits.ts";
import { RequestError } from "../../platform/errors.ts";

/** Concurrent calls of one socket: each may hold a whole page in memory. */
const sideBySide = 8;

/** Queued calls of one socket: as many as a client makes when it reconnects. */
const mostWaiting = maxOpenCalls + maxSubscriptionsPerSocket;

/** Runs the calls of one socket a few at a time, in order of arrival. */
export class CallSlots {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /**
   * Runs a call once a slot is free.
   *
   * @throws RequestError `rate_limited` when too many calls are queued
   */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#running >= sideBySide) await this.#wait();
    else this.#running++;
    try {
      return await call();
    } finally {
      // Pass the slot on to the next call.
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
