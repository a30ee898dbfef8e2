import { decodeCursor } from "../../../shared/cursor.ts";
import type { FinalChunk } from "../../../shared/generation-event.ts";
import type { GenerationStep } from "../../../server/chat/generation/generation-step.ts";
import { watchGeneration } from "../../../server/chat/generation/watch-generation.ts";
import { applyEvent, type Watched } from "../test-worker.ts";
import type { ScheduleNode } from "./node.ts";

/** The reply to read, and its owner. */
export interface Subscription {
  generationId: string;
  userId: string;
  /** Throws when the screen shows something impossible. */
  check: (seen: Readonly<Watched>) => void;
  /** For a reply that is continued, the text that the screen already shows, and its cursor. */
  held?: { text: string; cursor: string };
}

/** A reader of a reply, with any number of connections one after another. */
export class Subscriber {
  readonly seen: Watched = { text: "", parts: [], attempt: 0, final: null };
  readonly #subscription: Subscription;
  #cursor: string | undefined;
  #connection: { node: ScheduleNode; abort: AbortController; ended: Promise<void> } | undefined;
  #fault: Error | undefined;
  #wake: (() => void)[] = [];
  /** While set, it waits for this before it takes more. */
  #stalled: PromiseWithResolvers<void> | undefined;

  constructor(subscription: Subscription) {
    this.#subscription = subscription;
    const { held } = subscription;
    if (!held) return;
    this.#cursor = held.cursor;
    this.seen.text = held.text;
    this.seen.parts = [{ kind: "text", text: held.text }];
    this.seen.attempt = 1;
  }

  /** The node that it is connected to. */
  get node(): ScheduleNode | undefined {
    return this.#connection?.node;
  }

  /** Continues from the last cursor, on any node. */
  connect(node: ScheduleNode): void {
    if (this.#connection || this.seen.final) return;
    const abort = new AbortController();
    const ended = this.#read(node, abort.signal).catch((error: unknown) => {
      this.#fault ??= new Error("reading failed", { cause: error });
      this.#ring();
    });
    this.#connection = { node, abort, ended };
  }

  /** Takes nothing more until `goOn`, like a client with a slow network. */
  stall(): void {
    this.#stalled ??= Promise.withResolvers();
  }

  /** Takes events again. */
  goOn(): void {
    this.#stalled?.resolve();
    this.#stalled = undefined;
  }

  /** Loses the connection, whatever it is doing. */
  drop(): void {
    this.goOn();
    this.#connection?.abort.abort();
    this.#connection = undefined;
  }

  /** Resolves when the screen meets a condition, or at the end; rejects when a check has failed. */
  async until(fits: (seen: Readonly<Watched>) => boolean): Promise<void> {
    while (!this.seen.final && !fits(this.seen)) {
      if (this.#fault) throw this.#fault;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
    if (this.#fault) throw this.#fault;
  }

  /** Reads to the end and returns it. */
  async end(): Promise<FinalChunk | null> {
    await this.until(() => false);
    await this.#connection?.ended;
    if (this.#fault) throw this.#fault;
    return this.seen.final;
  }

  async #read(node: ScheduleNode, signal: AbortSignal): Promise<void> {
    const { sql, metrics } = node.worker.deps;
    const { generations } = node.worker;
    const { generationId, userId } = this.#subscription;
    const steps = watchGeneration(
      { sql, generations, metrics },
      { generationId, userId, cursor: this.#cursor },
      signal,
    );
    for await (const step of steps) {
      // Events that arrive now would go to a closed socket.
      if (signal.aborted) return;
      this.#take(step);
      await this.#stalled?.promise;
    }
    if (!signal.aborted && !this.seen.final) throw new Error("the reply ended without an end");
  }

  #take({ cursor, event }: GenerationStep): void {
    const { generationId, check } = this.#subscription;
    const before = this.#cursor === undefined ? -1 : decodeCursor(generationId, this.#cursor);
    const now = decodeCursor(generationId, cursor);
    if (now === null || before === null || now <= before)
      throw new Error(`${event.type} ${cursor} came after ${this.#cursor}`);
    if (this.seen.final) throw new Error(`${event.type} came after the end`);
    applyEvent(this.seen, event);
    this.#cursor = cursor;
    check(this.seen);
    this.#ring();
  }

  #ring(): void {
    for (const resolve of this.#wake.splice(0)) resolve();
  }
}
