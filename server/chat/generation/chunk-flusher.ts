import type { Sql } from "postgres";
import type { Logger } from "../../platform/log.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { Chunk } from "./chunk-log.ts";
import { ChunkWriter, type WriterIdentity } from "./chunk-writer.ts";
import {
  chunksOf,
  findLanded,
  flushChunks,
  leaseMs,
  type PendingAppend,
  type TakenAppend,
} from "./flush-chunks.ts";

/**
 * Pause between the end of one flush and the next, in milliseconds: three tenths for every
 * writer that it held, within limits. A lone stream goes out at once; two hundred share what a flush and a
 * wake-up of every reader cost, at most about a frame later than they could.
 */
const gapMs = { least: 4, perWriter: 0.3, most: 20 };

/** Pause before a failed flush is tried again, in milliseconds: doubles up to the second figure. */
const retryMs = { first: 100, most: 2_000 };

/** Most generations that a line of the log names. */
const mostLogged = 20;

/** What the flusher needs of its node. */
export interface FlusherDeps {
  sql: Sql;
  nodeId: string;
  log: Logger;
  metrics: Pick<Metrics, "flushTime" | "flushSize" | "flushFailures">;
  /** Gives committed chunks to this node's followers. */
  publish: (generationId: string, chunks: Chunk[]) => void;
}

/**
 * The one place of a node where generations' text is committed. All writers' pending text goes
 * out in one statement; the next flush begins when the last is answered, a few
 * milliseconds apart, so a lone stream is immediate and a thousand are batched.
 */
export class ChunkFlusher {
  readonly #deps: FlusherDeps;
  readonly #writers = new Map<string, ChunkWriter>();
  /** Writers that may have text. */
  readonly #dirty = new Set<ChunkWriter>();
  /** Writers whose lease is to be renewed, text or not. */
  readonly #renewing = new Set<ChunkWriter>();
  /** Runs while anything is written here. */
  #renewal: Timer | undefined;
  #running = false;
  #handedOver = false;

  constructor(deps: FlusherDeps) {
    this.#deps = deps;
  }

  /** Begins to write a generation that this node has claimed. */
  open(identity: WriterIdentity): ChunkWriter {
    const writer = new ChunkWriter(identity, (pending) => this.#add(pending));
    this.#writers.set(identity.generationId, writer);
    this.#renewal ??= setInterval(() => this.#renewAll(), leaseMs / 3);
    if (this.#handedOver) writer.abort("handover");
    return writer;
  }

  /** Ends the care for a writer: its lease is no longer renewed. */
  close(writer: ChunkWriter): void {
    if (this.#isOpen(writer)) this.#writers.delete(writer.identity.generationId);
    this.#dirty.delete(writer);
    this.#renewing.delete(writer);
    if (this.#writers.size === 0) this.#stopRenewing();
  }

  /** A person wants this generation stopped, which matters if it is written here. */
  stop(generationId: string): void {
    this.#writers.get(generationId)?.abort("stop");
  }

  /** Lets go of every generation, for another node to take over. */
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
    if (!this.#running) void this.#run();
  }

  #renewAll(): void {
    for (const writer of this.#writers.values()) this.#renewing.add(writer);
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let writers = this.#takeDue(); writers.length > 0; writers = this.#takeDue()) {
      await this.#flush(writers);
      await Bun.sleep(Math.min(gapMs.least + gapMs.perWriter * writers.length, gapMs.most));
    }
    this.#running = false;
  }

  /**
   * The writers of the next flush. One that has ended meanwhile is left out: its last words are
   * in a transaction of their own, for whose row the flush would wait.
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
    const answers = await this.#flushUntilAnswered(flights);
    const taken = new Map(answers.map((answer) => [answer.id, answer]));
    for (const { writer, append } of flights) {
      const answer = taken.get(append.generationId);
      writer.answered(append, answer !== undefined);
      if (answer && append.pieces.length > 0)
        this.#deps.publish(append.generationId, chunksOf(append));
      if (answer?.stopRequested) writer.abort("stop");
    }
  }

  /**
   * Nothing is given up while the database is away: the fence decides once it is back. A try
   * that failed may have been committed, so an append that a later one finds refused is looked up.
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
          "flush failed, trying again",
        );
      }
      pauseMs = Math.min(Math.max(2 * pauseMs, retryMs.first), retryMs.most);
      await Bun.sleep(pauseMs);
      appends = flights.flatMap(({ writer, append }) => (this.#isOpen(writer) ? [append] : []));
    }
    return [];
  }
}
