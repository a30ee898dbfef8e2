import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../log.ts";
import { lowBytes, readFreeBytes, releaseReserve, restartBytes } from "./disk-room.ts";
import { PostgresStartError, type RunningPostgres } from "./embedded-process.ts";

/** Pauses before each restart attempt, in milliseconds; after the last one it gives up. */
const usualPausesMs = [0, 500, 1_000, 2_000, 4_000, 8_000];

/** A server that has run this long gets all attempts again, in milliseconds. */
const steadyAfterMs = 60_000;

/** Interval between checks for space on a full disk, in milliseconds. */
const roomEveryMs = 1_000;

/** The server crashed and could not be restarted. */
export class PostgresLostError extends Error {
  override readonly name = "PostgresLostError";
}

export interface KeeperOptions {
  /** The data folder; a message about a full disk names it. */
  folder: string;
  /** Restarts the server on the same port. */
  start: (signal: AbortSignal) => Promise<RunningPostgres>;
  /** Called when it runs again. */
  onBack: () => Promise<void>;
  log: Pick<Logger, "error" | "info" | "warn">;
  pausesMs?: readonly number[];
}

/**
 * Keeps a PostgreSQL running: restarts one that ends unexpectedly, with growing pauses and a
 * limited number of attempts. On a full disk, attempts wait for space instead.
 */
export class PostgresKeeper implements AsyncDisposable {
  /** Resolves when the server could not be restarted; otherwise never. */
  readonly lost: Promise<PostgresLostError>;
  readonly #options: KeeperOptions;
  readonly #stopping = new AbortController();
  readonly #keeping: Promise<void>;
  readonly #giveUp: (error: PostgresLostError) => void;
  #server: RunningPostgres;
  #startedAt = performance.now();
  #tries = 0;
  /** Whether this outage has been explained in the log. */
  #saidFull = false;

  constructor(server: RunningPostgres, options: KeeperOptions) {
    this.#server = server;
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<PostgresLostError>();
    this.lost = promise;
    this.#giveUp = resolve;
    this.#keeping = this.#keep();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#server[Symbol.asyncDispose]();
    await this.#keeping;
    await this.#server[Symbol.asyncDispose]();
  }

  async #keep(): Promise<void> {
    const { log, onBack } = this.#options;
    for (;;) {
      await this.#server.exited;
      if (this.#isStopping) return;
      const endedAt = performance.now();
      log.error({ postgres: this.#server.lastLines() }, "PostgreSQL has exited, restarting it");
      if (endedAt - this.#startedAt > steadyAfterMs) this.#tries = 0;
      const server = await this.#startAgain();
      if (!server) return;
      this.#server = server;
      this.#startedAt = performance.now();
      this.#saidFull = false;
      log.info({ afterMs: Math.round(this.#startedAt - endedAt) }, "PostgreSQL is running again");
      await onBack();
    }
  }

  /** Null when stopped meanwhile, or given up. */
  async #startAgain(): Promise<RunningPostgres | null> {
    const { start, log, pausesMs = usualPausesMs } = this.#options;
    const { signal } = this.#stopping;
    let reason = this.#server.lastLines();
    for (; this.#tries < pausesMs.length; this.#tries++) {
      await delay(pausesMs[this.#tries], undefined, { signal }).catch(() => {});
      try {
        await this.#untilRoom();
        if (this.#isStopping) return null;
        const server = await start(signal);
        this.#tries++;
        return server;
      } catch (error) {
        if (this.#isStopping) return null;
        reason = error instanceof PostgresStartError ? error.log.split("\n") : [String(error)];
        log.warn({ postgres: reason, tries: this.#tries + 1 }, "PostgreSQL failed to start");
      }
    }
    const said = reason.join("\n");
    this.#giveUp(
      new PostgresLostError(`PostgreSQL could not be restarted; its log says:\n${said}`),
    );
    return null;
  }

  /** Resolves when there is space for a recovery, using the reserve if it exists. */
  async #untilRoom(): Promise<void> {
    const { folder, log } = this.#options;
    if ((await readFreeBytes(folder)) >= lowBytes) return;
    if (!this.#saidFull)
      log.error({ folder }, `disk full at ${folder}: PostgreSQL waits for space`);
    this.#saidFull = true;
    await releaseReserve(folder);
    const { signal } = this.#stopping;
    while (!this.#isStopping && (await readFreeBytes(folder)) < restartBytes)
      await delay(roomEveryMs, undefined, { signal }).catch(() => {});
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }
}
