import { RequestError } from "../request-error.ts";
import type { ConnectionState, Observable } from "../types.ts";

/** Milliseconds without a connection. */
export interface OutageTimes {
  /** Before anything is said: most connections are back sooner. */
  noteMs: number;
  /** Between one sentence and the next. */
  repeatMs: number;
  /** Before a call or a reply is given up. */
  giveUpMs: number;
}

const usualTimes: OutageTimes = { noteMs: 700, repeatMs: 15_000, giveUpMs: 60_000 };

export interface OutageOptions {
  connection: Observable<ConnectionState>;
  /** Tells the person one sentence. */
  note: (sentence: string) => void;
  /** Finds out what to say of the server that cannot be reached. */
  describe: () => Promise<string>;
  times?: OutageTimes;
}

/**
 * Runs a task that needs the connection. While that is away, says so and goes on trying.
 *
 * @param task its signal aborts when the connection has been away for too long
 * @throws RequestError `unavailable` then; otherwise what the task throws
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

/** One time without a connection. */
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

  /** Says nothing more. */
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
