import { AsyncLocalStorage } from "node:async_hooks";
import type { Sql } from "postgres";
import type { Logger } from "../../platform/log.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { Chunk } from "./chunk-log.ts";
import { ChunkWriter, type WriterIdentity } from "./chunk-writer.ts";
import { type Clock, FlushPauses, processClock } from "./flush-pause.ts";
import {
  chunksOf,
  findLanded,
  flushChunks,
  leaseMs,
  type PendingAppend,
  type TakenAppend,
} from "./flush-chunks.ts";

/** Pause before a failed flush is retried, in milliseconds: doubles up to the second value. */
const retryMs = { first: 100, most: 2_000 };

/** Maximum number of generations named in a log line. */
const mostLogged = 20;

/** Dependencies of the flusher. */
export interface FlusherDeps {
  sql: Sql;
  nodeId: string;
  log: Logger;
  metrics: Pick<Metrics, "flushTime" | "flushSize" | "flushPause" | "flushFailures">;
  /** Passes committed chunks to this node's followers. */
  publish: (generationId: string, chunks: Chunk[]) => void;
  /** This process's by default. */
  clock?: Clock;
}

/**
 * Commits the text of all generations of a node. One statement takes all writers' pending text; the
 * next flush starts when the last is answered, a few milliseconds apart, or up to fifty when the
 * event loop is late. So a lone stream is immediate and a thousand are batched.
 */
export class ChunkFlusher {
  readonly #deps: FlusherDeps;
  readonly #pauses: FlushPauses;
  readonly #writers = new Map<string, ChunkWriter>();
  /** Writers with pending text. */
  readonly #dirty = new Set<ChunkWriter>();
  /** Writers whose lease is due for renewal, with or without text. */
  readonly #renewing = new Set<ChunkWriter>();
  /** Runs while there are writers. */
  #renewal: Timer | undefined;
  readonly #outside = AsyncLocalStorage.snapshot();
  #running = false;
  #handedOver = false;

  constructor(deps: FlusherDeps) {
    this.#deps = deps;
    this.#pauses = new FlushPauses(deps.clock ?? processClock);
  }

  /** Creates the writer of a generation that this node has claimed. */
  open(identity: WriterIdentity): ChunkWriter {
    const writer = new ChunkWriter(identity, (pending) => this.#add(pending));
    this.#writers.set(identity.generationId, writer);
    this.#renewal ??= setInterval(() => this.#renewAll(), leaseMs / 3);
    if (this.#handedOver) writer.abort("handover");
    return writer;
  }

  /** Removes a writer: its lease is no longer renewed. */
  close(writer: ChunkWriter): void {
    if (this.#isOpen(writer)) this.#writers.delete(writer.identity.generationId);
    this.#dirty.delete(writer);
    this.#renewing.delete(writer);
    if (this.#writers.size === 0) this.#stopRenewing();
  }

  /** Stops this generation, if it is written here. */
  stop(generationId: string): void {
    this.#writers.get(generationId)?.abort("stop");
  }

  /** Releases every generation, for other nodes to take over. */
  handOver(): void {
    this.#handedOver = true;
    this.#stopRenewing();
    for (const writer of this.#writers.values()) writer.abort("handover");
  }

  #stopRenewing(): void {
    clearInterval(this.#renewal);
    this.#renewal = undefined;
  }

  #isOpen(writer: ChunkWriter): boolean {
    return this.#writers.get(writer.identity.generationId) === writer;
  }

  #add(writer: ChunkWriter): void {
    this.#dirty.add(writer);
    this.#runOutside();
  }

  #renewAll(): void {
    for (const writer of this.#writers.values()) this.#renewing.add(writer);
    this.#runOutside();
  }

  /** The flushes serve all replies, so they belong to the trace of none. */
  #runOutside(): void {
    if (!this.#running) this.#outside(() => void this.#run());
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#pauses.rested();
    for (let writers = this.#takeDue(); writers.length > 0; writers = this.#takeDue()) {
      await this.#flush(writers);
      const isBehind = writers.some((writer) => writer.isBehind);
      const ms = await this.#pauses.pause(writers.length, isBehind);
      this.#deps.metrics.flushPause.observe(ms / 1_000);
    }
    this.#running = false;
  }

  /**
   * The writers of the next flush. Skips those that have ended: a transaction of their own writes
   * their last chunks, and the flush would wait for its row lock.
   */
  #takeDue(): ChunkWriter[] {
    const due = new Set(this.#renewing);
    for (const writer of this.#dirty) if (writer.hasPending) due.add(writer);
    this.#dirty.clear();
    this.#renewing.clear();
    return [...due];
  }

  async #flush(writers: ChunkWriter[]): Promise<void> {
    const flights = writers.map((writer) => ({ writer, append: writer.take() }));
    const startedAt = performance.now();
    const answers = await this.#flushUntilAnswered(flights);
    const endedAt = performance.now();
    const taken = new Map(answers.map((answer) => [answer.id, answer]));
    for (const { writer, append } of flights) {
      const answer = taken.get(append.generationId);
      writer.answered(append, answer !== undefined);
      if (answer && append.pieces.length > 0) {
        this.#deps.publish(append.generationId, chunksOf(append));
        writer.flushed?.({ startedAt, endedAt, chunks: append.pieces.length });
      }
      if (answer?.stopRequested) writer.abort("stop");
    }
  }

  /**
   * Nothing is given up while the database is unreachable: the fence decides once it is back. A
   * failed try may have been committed, so an append that a later try finds refused is looked up.
   */
  async #flushUntilAnswered(
    flights: { writer: ChunkWriter; append: PendingAppend }[],
  ): Promise<TakenAppend[]> {
    const { sql, nodeId, log, metrics } = this.#deps;
    let appends = flights.map((flight) => flight.append);
    for (let pauseMs = 0; appends.length > 0;) {
      try {
        const startedAt = performance.now();
        const taken = await flushChunks(sql, nodeId, appends);
        metrics.flushTime.observe((performance.now() - startedAt) / 1_000);
        metrics.flushSize.observe(appends.length);
        if (pauseMs === 0 || taken.length === appends.length) return taken;
        const ids = new Set(taken.map((append) => append.id));
        const refused = appends.filter((append) => !ids.has(append.generationId));
        return [...taken, ...(await findLanded(sql, refused))];
      } catch (error) {
        metrics.flushFailures.inc();
        const generationIds = appends.slice(0, mostLogged).map((append) => append.generationId);
        log.warn(
          { err: error, generations: appends.length, generationIds },
          "flush failed, retrying",
        );
      }
      pauseMs = Math.min(Math.max(2 * pauseMs, retryMs.first), retryMs.most);
      await Bun.sleep(pauseMs);
      appends = flights.flatMap(({ writer, append }) => (this.#isOpen(writer) ? [append] : []));
    }
    return [];
  }
}
