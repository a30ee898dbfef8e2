import type { ChatApi } from "../../client/connect.ts";
import { toRequestError } from "../../client/request-error.ts";
import { decodeCursor } from "../../shared/cursor.ts";
import { applyEvent, type Watched } from "../server/test-worker.ts";

/** A reader who follows a reply through lost connections and restarts of nodes. */
export interface Reader extends Disposable {
  /** What is on the screen. */
  readonly seen: Readonly<Watched>;
  /** Cursor of the newest event. */
  readonly cursor: string | undefined;
  /** Number of events so far, and when the newest came, by `performance.now()`. */
  readonly events: number;
  readonly lastAt: number;
  /** Longest time between two events, in milliseconds. */
  readonly longestGapMs: number;
  /** Events by kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Codes with which the server has ended the subscription, in order. */
  readonly refusals: readonly string[];
  /** Resolves when the screen meets a condition, with the time by `performance.now()`. */
  until(fits: (seen: Watched) => boolean): Promise<number>;
  /** The whole reply; rejects when events came twice or out of order. */
  whole(): Promise<Watched>;
}

/** Pause before a subscription that the server has ended is opened again, in milliseconds. */
const againMs = 250;

/** Follows a reply as the app does: subscribes again from the last cursor until the end. */
export function followReply(api: ChatApi, generationId: string, cursor?: string): Reader {
  const reader = new ReplyReader(api, generationId);
  reader.cursor = cursor;
  reader.subscribe();
  return reader;
}

class ReplyReader implements Reader {
  readonly seen: Watched = { text: "", parts: [], attempt: 0, final: null };
  cursor: string | undefined;
  events = 0;
  lastAt = 0;
  longestGapMs = 0;
  readonly kinds: Record<string, number> = {};
  readonly refusals: string[] = [];
  readonly #api: ChatApi;
  readonly #generationId: string;
  #wake: (() => void)[] = [];
  #unsubscribe = () => {};
  #closed = false;
  #fault: Error | undefined;

  constructor(api: ChatApi, generationId: string) {
    this.#api = api;
    this.#generationId = generationId;
  }

  subscribe(): void {
    if (this.#closed || this.seen.final) return;
    const generationId = this.#generationId;
    const input = this.cursor ? { generationId, lastEventId: this.cursor } : { generationId };
    const again = () => setTimeout(() => this.subscribe(), againMs);
    const subscription = this.#api.generations.watch.subscribe(input, {
      onData: ({ id, data }) => this.#take(id, data),
      onComplete: () => void again(),
      onError: (error) => {
        this.refusals.push(toRequestError(error).code);
        again();
      },
    });
    this.#unsubscribe = () => subscription.unsubscribe();
  }

  async until(fits: (seen: Watched) => boolean): Promise<number> {
    for (;;) {
      if (this.#fault) throw this.#fault;
      if (fits(this.seen)) return performance.now();
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  async whole(): Promise<Watched> {
    await this.until(({ final }) => final !== null);
    return this.seen;
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#unsubscribe();
  }

  #take(cursor: string, event: Parameters<typeof applyEvent>[1]): void {
    const isNews = this.#numberOf(cursor) > this.#numberOf(this.cursor);
    if (!isNews && event.type !== "snapshot")
      this.#fault = new Error(`${event.type} ${cursor} came after ${this.cursor}`);
    if (this.seen.final) this.#fault = new Error(`${event.type} came after the end`);
    applyEvent(this.seen, event);
    this.cursor = cursor;
    this.events++;
    const now = performance.now();
    if (this.lastAt > 0) this.longestGapMs = Math.max(this.longestGapMs, now - this.lastAt);
    this.lastAt = now;
    this.kinds[event.type] = (this.kinds[event.type] ?? 0) + 1;
    for (const resolve of this.#wake.splice(0)) resolve();
  }

  #numberOf(cursor: string | undefined): number {
    return (cursor === undefined ? null : decodeCursor(this.#generationId, cursor)) ?? -1;
  }
}
