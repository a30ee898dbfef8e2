import type { Gate } from "./gate.ts";

/** A request, its answer, and the state of its connection. Times are Unix milliseconds. */
export interface LoggedRequest {
  /** Counts all requests of the mock from 1. */
  number: number;
  /** Counts the TCP connections of the mock from 1; requests with the same one shared it. */
  connection: number;
  /** `title` is a chat completion limited to a few tokens; `other` is not a readable chat completion. */
  kind: "reply" | "title" | "other";
  method: string;
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The parsed JSON; the text itself where it is not JSON. */
  body: unknown;
  /** Name of the scenario; empty for `other`. */
  scenario: string;
  at: number;
  /** When the mock had sent everything, or had cut the connection itself. */
  finishedAt: number | null;
  /** When the client closed the socket before that. */
  disconnectedAt: number | null;
  /** The test's control of this reply, in the `gate` scenario. */
  gate: Gate | null;
}

type Test<T> = () => T | undefined;

/** Longest wait, shorter than a test's time limit, so that the error names what did not happen. */
const patienceMs = 40_000;

/** All requests so far, and ways to wait for events. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];
  readonly #waiting = new Set<() => void>();

  /** The n-th request of a kind, counted from 1. */
  nth(kind: LoggedRequest["kind"], n: number): LoggedRequest | undefined {
    return this.entries.filter((entry) => entry.kind === kind)[n - 1];
  }

  /** To be called after every change to an entry. */
  changed(): void {
    for (const check of this.#waiting) check();
  }

  /** Resolves with the first defined result of `test`; rejects naming `what` after 40 seconds. */
  async waitFor<T>(what: string, test: Test<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const check = () => {
      const found = test();
      if (found !== undefined) resolve(found);
    };
    const timer = setTimeout(
      () =>
        reject(
          new Error(
            `mock provider: no ${what} in ${patienceMs} ms; ${this.entries.length} requests so far`,
          ),
        ),
      patienceMs,
    );
    this.#waiting.add(check);
    check();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(check);
    }
  }
}
