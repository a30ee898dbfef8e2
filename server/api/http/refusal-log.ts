import type { Logger } from "../../platform/log.ts";

/** The same refusal is logged once in this time, in milliseconds. */
const againAfterMs = 60_000;

/** Most different refusals logged in that time: scanners send any name there is. */
const mostInThatTime = 10;

/** Longest part of a header that is logged, in characters. */
const mostOfHeader = 200;

/** What was refused, as the request said it, and what an operator sets so that it is not. */
export interface LoggedRefusal {
  message: string;
  host: string | null;
  origin: string | null;
  /** Such as `PUBLIC_URL=https://chat.example.org`. */
  mend: string;
}

/** Tells an operator of requests that this server refused because of how it is set up, at most once a minute each. */
export class RefusalLog {
  readonly #log: Logger;
  readonly #now: () => number;
  /** When each was last logged, by what makes it the same, oldest first. */
  readonly #logged = new Map<string, number>();

  /** @param now milliseconds of a clock that only goes forward */
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
