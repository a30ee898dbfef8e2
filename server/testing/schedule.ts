import type { GenerationEvent } from "../../shared/generation-event.ts";
import { type Chunk, createChunkReader } from "../generation/chunk-log.ts";
import { stopGeneration } from "../generation/stop-generation.ts";
import { watchGeneration } from "../generation/watch-generation.ts";
import { createMetrics } from "../metrics.ts";
import { LogHub } from "../streams/log-hub.ts";
import type { ScriptedCall } from "./scripted-provider.ts";
import type { AskedReply, Stage } from "./stage.ts";
import { applyEvent, startTestWorker, type TestWorker, type Watched } from "./test-worker.ts";

/** Where a reader can be: two nodes that write nothing, and the one that is writing. */
export const places = ["here", "there", "writer"] as const;
export type Place = (typeof places)[number];

/** A worker's try at a reply. */
interface Attempt {
  worker: TestWorker;
  call: ScriptedCall;
  running: Promise<void>;
  /** What the provider has said in it. */
  said: string;
}

/** How often a fresh look at the log stands in for a notice between nodes, in milliseconds. */
const hintMs = 5;

/** Takeovers that still leave an attempt to finish in. */
const mostDeaths = 2;

/** One reply that is written, taken over, handed over and stopped while readers come and go. */
export class Schedule implements AsyncDisposable {
  readonly asked: AskedReply;
  readonly #metrics = createMetrics();
  readonly #stage: Stage;
  readonly #hubs: { here: LogHub<Chunk>; there: LogHub<Chunk> };
  readonly #attempts: Attempt[] = [];
  readonly #hinting: Timer;
  #deaths = 0;
  #stopped = false;

  constructor(stage: Stage, asked: AskedReply) {
    this.#stage = stage;
    this.asked = asked;
    const fail = (error: unknown) => {
      throw error;
    };
    const hub = () => new LogHub(createChunkReader(stage.sql), fail);
    this.#hubs = { here: hub(), there: hub() };
    this.#hinting = setInterval(() => {
      for (const each of [this.#hubs.here, this.#hubs.there]) each.hintAll();
      for (const { worker } of this.#attempts) worker.generations.hintAll();
    }, hintMs);
  }

  /** What the provider has said in the newest attempt. */
  get said(): string {
    return this.#newest().said;
  }

  get attempts(): number {
    return this.#attempts.length;
  }

  /** A new worker claims the reply, as soon as it can be claimed. */
  async begin(): Promise<void> {
    for (;;) {
      const worker = startTestWorker(this.#stage);
      const running = worker.generate(this.asked.generationId);
      const call = await Promise.race([running, worker.provider.call()]);
      if (call) {
        this.#attempts.push({ worker, call, running, said: "" });
        return;
      }
      // The one before has renewed its lease in between.
      await this.#stage.expireLease(this.asked.generationId);
    }
  }

  say(text: string): void {
    if (this.#stopped) return;
    const attempt = this.#newest();
    attempt.call.say(text);
    attempt.said += text;
  }

  /** A worker that has lost the reply goes on as if it had not. */
  sayFromTheDead(text: string): void {
    for (const { call } of this.#attempts.slice(0, -1)) call.say(text);
  }

  /** The worker seems dead, and is not. */
  async takeOver(): Promise<void> {
    if (this.#stopped || this.#deaths >= mostDeaths) return;
    this.#deaths++;
    await this.#stage.expireLease(this.asked.generationId);
    await this.begin();
  }

  async handOver(): Promise<void> {
    if (this.#stopped) return;
    const { worker, running } = this.#newest();
    worker.deps.flusher.handOver();
    await running;
    await this.begin();
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    const { worker, running } = this.#newest();
    const { generationId } = this.asked;
    await stopGeneration(worker.deps, { generationId, userId: this.#stage.userId });
    worker.deps.flusher.stop(generationId);
    await running;
  }

  /** The provider is done, if nobody has stopped it; resolves when the reply has ended. */
  async finish(): Promise<"completed" | "stopped"> {
    const { call, running } = this.#newest();
    if (!this.#stopped) call.finish();
    await running;
    return this.#stopped ? "stopped" : "completed";
  }

  reader(): ScheduleReader {
    return new ScheduleReader((place, cursor, signal) =>
      watchGeneration(
        { sql: this.#stage.sql, generations: this.#hubOf(place), metrics: this.#metrics },
        { generationId: this.asked.generationId, userId: this.#stage.userId, cursor },
        signal,
      ),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#hinting);
    for (const { worker } of this.#attempts) worker[Symbol.dispose]();
    await Promise.all(this.#attempts.map(({ running }) => running));
  }

  #hubOf(place: Place): LogHub<Chunk> {
    return place === "writer" ? this.#newest().worker.generations : this.#hubs[place];
  }

  #newest(): Attempt {
    const attempt = this.#attempts.at(-1);
    if (!attempt) throw new Error("nobody has begun");
    return attempt;
  }
}

type Watch = (
  place: Place,
  cursor: string | undefined,
  signal: AbortSignal,
) => AsyncIterable<{ cursor: string; event: GenerationEvent }>;

/** One who reads, is cut off, and goes on elsewhere after the last cursor. */
export class ScheduleReader {
  readonly seen: Watched = { text: "", attempt: 0, final: null };
  readonly cursors: string[] = [];
  readonly #watch: Watch;
  #abort = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** Goes on at a node; whatever connection there was is dropped first. */
  async resume(place: Place): Promise<void> {
    await this.drop();
    this.#abort = new AbortController();
    this.#reading = this.#read(place, this.#abort.signal);
  }

  async drop(): Promise<void> {
    this.#abort.abort();
    await this.#reading;
  }

  /** Resolves when the reply has ended for this reader. */
  async ended(): Promise<void> {
    await this.#reading;
  }

  async #read(place: Place, signal: AbortSignal): Promise<void> {
    if (this.seen.final) return;
    for await (const { cursor, event } of this.#watch(place, this.cursors.at(-1), signal)) {
      if (signal.aborted) return;
      applyEvent(this.seen, event);
      this.cursors.push(cursor);
    }
  }
}
