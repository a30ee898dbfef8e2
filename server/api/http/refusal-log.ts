import type { Logger } from "../../platform/log.ts";

/** Interval at which the same refusal is logged again, in milliseconds. */
const againAfterMs = 60_000;

/** Maximum number of different refusals in that time: scanners try any name. */
const mostInThatTime = 10;

/** Maximum logged length of a header, in characters. */
const mostOfHeader = 200;

/** A request that was refused or not believed, and the setting that would allow it. */
export interface LoggedRefusal {
  message: string;
  host: string | null;
  origin: string | null;
  /** For example `PUBLIC_URL=https://chat.example.org`. */
  mend: string;
}

/**
 * Tells the operator about requests that were refused, or not believed, because of settings, at
 * most once a minute each.
 */
export class RefusalLog {
  readonly #log: Logger;
  readonly #now: () => number;
  /** When each refusal was last logged, by its key, oldest first. */
  readonly #logged = new Map<string, number>();

  /** @param now a monotonic clock in milliseconds */
  constructor(log: Logger, now: () => number = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  note({ message, mend, ...said }: LoggedRefusal): void {
    const host = said.host?.slice(0, mostOfHeader) ?? null;
    const origin = said.origin?.slice(0, mostOfHeader) ?? null;
    const key = JSON.stringify([message, host, origin]);
    const now = this.#now();
    for (const [old, at] of this.#logged) {
      if (now - at < againAfterMs) break;
      this.#logged.delete(old);
    }
    if (this.#logged.has(key) || this.#logged.size >= mostInThatTime) return;
    this.#logged.set(key, now);
    this.#log.warn({ origin, host, mend: mend.slice(0, mostOfHeader) }, message);
  }
}
