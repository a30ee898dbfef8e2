import type { Sql } from "postgres";
import type { Logger } from "../log.ts";
import type { Chunk } from "./chunk-log.ts";
import { ChunkWriter, type WriterIdentity } from "./chunk-writer.ts";
import {
  chunksOf,
  flushChunks,
  leaseMs,
  type PendingAppend,
  type TakenAppend,
} from "./flush-chunks.ts";

/** Pause between the end of one flush and the next, in milliseconds: enough to gather a batch under load, too short to notice. */
const minGapMs = 4;

/** Pause before a failed flush is tried again, in milliseconds: doubles up to the second figure. */
const retryMs = { first: 100, most: 2_000 };

/** What the flusher needs of its node. */
export interface FlusherDeps {
  sql: Sql;
  nodeId: string;
  log: Logger;
  /** Gives committed chunks to this node's followers. */
  publish: (generationId: string, chunks: Chunk[]) => void;
}

/**
 * The one place of a node where generations' text is committed. All writers' pending text goes
 * out in one statement; the next flush begins as soon as the last is answered, a few
 * milliseconds apart, so a lone stream is immediate and a thousand are batched.
 */
export class ChunkFlusher {
  readonly #deps: FlusherDeps;
  readonly #writers = new Map<string, ChunkWriter>();
  readonly #dirty = new Set<ChunkWriter>();
  readonly #renewal: Timer;
  #running = false;
  #handedOver = false;

  constructor(deps: FlusherDeps) {
    this.#deps = deps;
    this.#renewal = setInterval(() => this.#renewAll(), leaseMs / 3);
  }

  /** Begins to write a generation that this node has claimed. */
  open(identity: WriterIdentity): ChunkWriter {
    const writer = new ChunkWriter(identity, (pending) => this.#add(pending));
    this.#writers.set(identity.generationId, writer);
    if (this.#handedOver) writer.abort("handover");
    return writer;
  }

  /** Ends the care for a writer: its lease is no longer renewed. */
  close(writer: ChunkWriter): void {
    if (this.#writers.get(writer.identity.generationId) === writer)
      this.#writers.delete(writer.identity.generationId);
    this.#dirty.delete(writer);
  }

  /** A person wants this generation stopped; true when it is written here. */
  stop(generationId: string): boolean {
    const writer = this.#writers.get(generationId);
    writer?.abort("stop");
    return writer !== undefined;
  }

  /** Lets go of every generation, for another node to take over. */
  handOver(): void {
    this.#handedOver = true;
    clearInterval(this.#renewal);
    for (const writer of this.#writers.values()) writer.abort("handover");
  }

  #add(writer: ChunkWriter): void {
    this.#dirty.add(writer);
    if (!this.#running) void this.#run();
  }

  #renewAll(): void {
    for (const writer of this.#writers.values()) this.#add(writer);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#dirty.size > 0) {
      const writers = [...this.#dirty];
      this.#dirty.clear();
      await this.#flush(writers);
      await Bun.sleep(minGapMs);
    }
    this.#running = false;
  }

  async #flush(writers: ChunkWriter[]): Promise<void> {
    const appends = writers.map((writer) => writer.take());
    const taken = new Map(
      (await this.#flushUntilAnswered(appends)).map((append) => [append.id, append]),
    );
    for (const [i, writer] of writers.entries()) {
      const append = appends[i];
      if (!append) continue;
      const answer = taken.get(append.generationId);
      writer.answered(append, answer !== undefined);
      if (answer && append.texts.length > 0)
        this.#deps.publish(append.generationId, chunksOf(append));
      if (answer?.stopRequested) writer.abort("stop");
    }
  }

  /** Nothing is given up while the database is away: the fence decides once it is back. */
  async #flushUntilAnswered(appends: PendingAppend[]): Promise<TakenAppend[]> {
    const { sql, nodeId, log } = this.#deps;
    const taken: TakenAppend[] = [];
    let open = appends;
    for (
      let pauseMs = 0;
      ;
      pauseMs = Math.min(Math.max(2 * pauseMs, retryMs.first), retryMs.most)
    ) {
      try {
        if (pauseMs > 0) open = await this.#withoutLanded(open, taken);
        return [...taken, ...(await flushChunks(sql, nodeId, open))];
      } catch (error) {
        log.warn({ err: error, generations: open.length }, "flush failed, trying again");
        await Bun.sleep(Math.max(pauseMs, retryMs.first));
      }
    }
  }

  /** After a failure whose commit may have happened: sorts out the appends that did take. */
  async #withoutLanded(appends: PendingAppend[], taken: TakenAppend[]): Promise<PendingAppend[]> {
    const { sql } = this.#deps;
    const rows = await sql<
      { id: string; fence: number; last_seq: number; stop_requested: boolean }[]
    >`
      select id, fence, last_seq, stop_requested from generations
      where id = any(${appends.map((append) => append.generationId)}::text[]) and status = 'running'`;
    const byId = new Map(rows.map((row) => [row.id, row]));
    const landed = (append: PendingAppend) => {
      const row = byId.get(append.generationId);
      return (
        row?.fence === append.fence &&
        append.texts.length > 0 &&
        row.last_seq === append.lastSeq + append.texts.length
      );
    };
    for (const append of appends.filter(landed)) {
      taken.push({
        id: append.generationId,
        stopRequested: byId.get(append.generationId)?.stop_requested ?? false,
      });
    }
    return appends.filter((append) => !landed(append));
  }
}
