import { RequestError } from "../request-error.ts";
import type { ConnectionState, Observable } from "../types.ts";

/** Milliseconds without a connection. */
export interface OutageTimes {
  /** Before the first message: most connections are back sooner. */
  noteMs: number;
  /** Between messages. */
  repeatMs: number;
  /** Before a call or a reply is given up. */
  giveUpMs: number;
}

const usualTimes: OutageTimes = { noteMs: 700, repeatMs: 15_000, giveUpMs: 60_000 };

export interface OutageOptions {
  connection: Observable<ConnectionState>;
  /** Shows a message to the user. */
  note: (sentence: string) => void;
  /** Describes the server that cannot be reached. */
  describe: () => Promise<string>;
  times?: OutageTimes;
}

/**
 * Runs a task that needs the connection. During an outage, tells the user and keeps trying.
 *
 * @param task its signal aborts when the connection has been lost for too long
 * @throws RequestError `unavailable` in that case; otherwise the task's errors
 */
export async function throughOutages<T>(
  options: OutageOptions,
  task: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const { connection, times = usualTimes } = options;
  const lost = new AbortController();
  const givenUp = Promise.withResolvers<never>();
  const present: { outage: Outage | null } = { outage: null };
  const follow = (state: ConnectionState) => {
    if (state === "open") {
      present.outage?.end();
      present.outage = null;
    } else {
      present.outage ??= new Outage(options, times, () => {
        lost.abort();
        givenUp.reject(new RequestError("unavailable", "The server could not be reached."));
      });
    }
  };
  const stop = connection.subscribe(follow);
  follow(connection.get());
  try {
    return await Promise.race([task(lost.signal), givenUp.promise]);
  } finally {
    stop();
    present.outage?.stop();
  }
}

/** One outage. */
class Outage {
  readonly #options: OutageOptions;
  readonly #timers: ReturnType<typeof setTimeout>[];
  #isTold = false;
  #isOver = false;

  constructor(options: OutageOptions, times: OutageTimes, giveUp: () => void) {
    this.#options = options;
    const { noteMs, repeatMs, giveUpMs } = times;
    this.#timers = [
      setTimeout(() => void this.#tell(), noteMs),
      setInterval(() => this.#isTold && options.note("Still trying…"), repeatMs),
      setTimeout(giveUp, giveUpMs),
    ];
  }

  /** The connection is back. */
  end(): void {
    this.stop();
    if (this.#isTold) this.#options.note("Connected again.");
  }

  /** Shows no more messages. */
  stop(): void {
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #tell(): Promise<void> {
    const sentence = await this.#options.describe();
    if (this.#isOver) return;
    this.#isTold = true;
    this.#options.note(`${sentence} Trying again…`);
  }
}
