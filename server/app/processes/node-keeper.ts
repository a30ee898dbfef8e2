import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../../platform/log.ts";
import type { FromNode } from "./messages.ts";
import type { Counts } from "./processes-metrics.ts";
import type { NodeEnd, NodeProcess } from "./spawn-node.ts";

/** Pauses before a process is started again, in milliseconds; after the last one it is given up. */
const usualPausesMs = [0, 500, 1_000, 2_000, 4_000, 8_000];

/** A process that has run this long gets all attempts again, in milliseconds. */
const steadyAfterMs = 60_000;

/** How often a process has to show that it is alive, in milliseconds. */
const askEveryMs = 10_000;

/** A process that has left this many questions unanswered hangs. */
const mostUnanswered = 3;

/**
 * Longest wait for a process's metrics, in milliseconds. It waits 2 s itself for a database that
 * does not answer.
 */
const countsWithinMs = 5_000;

/** A process could not start; the message is its own. */
export class NodeStartError extends Error {
  override readonly name = "NodeStartError";
}

export interface KeeperOptions {
  /** From 1. */
  place: number;
  /** Starts the process; `take` gets what it tells. */
  spawn(take: (message: FromNode) => void): NodeProcess;
  /** Answers a process that asks for the metrics of all; null when they cannot be read. */
  page(): Promise<string | null>;
  /** Called each time that the process has ended unasked, before it is started again. */
  onEnded(): void;
  log: Pick<Logger, "error" | "info">;
  pausesMs?: readonly number[];
  askEveryMs?: number;
}

/**
 * Keeps a node process running: starts one that ends or hangs again, with growing pauses and a
 * limited number of attempts. The other processes take over its replies meanwhile.
 */
export class NodeKeeper {
  readonly place: number;
  /** Resolves when the first start has succeeded; rejects with a `NodeStartError`. */
  readonly started: Promise<void>;
  /** Resolves when the process cannot be kept running. */
  readonly lost: Promise<Error>;
  readonly #options: KeeperOptions;
  readonly #started = Promise.withResolvers<void>();
  readonly #lost = Promise.withResolvers<Error>();
  readonly #stopping = new AbortController();
  readonly #counts = new Map<number, (snapshot: string | null) => void>();
  readonly #keeping: Promise<number>;
  #process: NodeProcess | null = null;
  #runs = 0;
  #nextCount = 1;
  #unanswered = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.place = options.place;
    this.started = this.#started.promise;
    this.lost = this.#lost.promise;
    this.#keeping = this.#keep();
  }

  /** The process's metrics; null when it does not run, or does not answer in time. */
  async counts(): Promise<Counts | null> {
    const process = this.#process;
    if (!process) return null;
    const run = this.#runs;
    const id = this.#nextCount++;
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const timer = setTimeout(() => resolve(null), countsWithinMs);
    this.#counts.set(id, resolve);
    process.send({ kind: "count", id });
    const snapshot = await promise;
    clearTimeout(timer);
    this.#counts.delete(id);
    return snapshot === null ? null : { run, snapshot };
  }

  /**
   * Lets the process hand over and end. Resolves with its exit status: 0 when all is in order, or
   * when it was not running.
   */
  close(): Promise<number> {
    this.#stopping.abort();
    this.#process?.send({ kind: "drain" });
    return this.#keeping;
  }

  /** Ends the process at once. */
  kill(): void {
    this.#stopping.abort();
    this.#process?.kill();
  }

  /** Resolves with the last exit status, when the process is no longer to be kept. */
  async #keep(): Promise<number> {
    const { place, log, onEnded, pausesMs = usualPausesMs } = this.#options;
    const { signal } = this.#stopping;
    let wasReady = false;
    for (let tries = 0; !signal.aborted;) {
      const startedAt = performance.now();
      const { isReady, end } = await this.#runOnce(wasReady);
      wasReady ||= isReady;
      if (signal.aborted) return statusOf(end);
      if (!wasReady) {
        this.#started.reject(new NodeStartError(end.says ?? describeEnd(place, end)));
        return statusOf(end);
      }
      onEnded();
      if (performance.now() - startedAt > steadyAfterMs) tries = 0;
      const pauseMs = pausesMs[tries++];
      if (pauseMs === undefined) {
        this.#lost.resolve(new Error(`${describeEnd(place, end)}, ${tries} times in a row`));
        return statusOf(end);
      }
      log.error({ process: place, ...end }, "a process has ended, starting it again");
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
    return 0;
  }

  async #runOnce(isAgain: boolean): Promise<{ isReady: boolean; end: NodeEnd }> {
    const { place, spawn, log } = this.#options;
    const startedAt = performance.now();
    const process = (this.#process = spawn((message) => this.#take(message, process)));
    this.#runs++;
    this.#unanswered = 0;
    // A first start may take as long as its migrations.
    const early = isAgain ? this.#watch(process) : undefined;
    const isReady = await process.ready;
    if (isReady) this.#started.resolve();
    const afterMs = Math.round(performance.now() - startedAt);
    const running = isAgain ? "a process is running again" : "a process is running";
    if (isReady) log.info({ process: place, pid: process.pid, afterMs }, running);
    const timer = early ?? (isReady ? this.#watch(process) : undefined);
    const end = await process.exited;
    clearInterval(timer);
    this.#process = null;
    for (const resolve of this.#counts.values()) resolve(null);
    return { isReady, end };
  }

  /** Ends a process that hangs: connections would still be given to it. */
  #watch(process: NodeProcess): Timer {
    const { place, log, askEveryMs: everyMs = askEveryMs } = this.#options;
    return setInterval(() => {
      if (this.#unanswered++ < mostUnanswered) return process.send({ kind: "ping" });
      log.error(
        { process: place, silentMs: mostUnanswered * everyMs },
        "a process does not answer, ending it",
      );
      process.kill();
    }, everyMs);
  }

  #take(message: FromNode, process: NodeProcess): void {
    switch (message.kind) {
      case "alive":
        this.#unanswered = 0;
        return;
      case "counts":
        return this.#counts.get(message.id)?.(message.snapshot);
      case "page": {
        const { id } = message;
        void this.#options.page().then((text) => process.send({ kind: "page", id, text }));
        return;
      }
      // Told to those who wait for the start.
      case "ready":
      case "failed":
    }
  }
}

/** A killed process has no status; what ends by a signal was not in order. */
function statusOf({ status }: NodeEnd): number {
  return status ?? 1;
}

function describeEnd(place: number, { status, signal, says }: NodeEnd): string {
  const how = signal === null ? `exit status ${status}` : signal;
  return `process ${place} has ended (${how}${says === null ? "" : `: ${says}`})`;
}
