import { backoffMs, createPause } from "../backoff.ts";
import type { FinalChunk, GenerationEvent } from "../../shared/generation-event.ts";
import { newId } from "../../shared/ids.ts";
import type { ChatClient } from "../connect.ts";
import { isRetryable, RequestError } from "../request-error.ts";
import { type FollowObserver, followOnce } from "../store/follow.ts";
import { persist } from "../store/persist.ts";
import type { Screen } from "./screen.ts";

/** For how long a call is tried, in milliseconds. */
const patienceMs = 20_000;

/** An outage is mentioned after this time, and too long after that one, in milliseconds. */
const outage = { noteMs: 1_000, giveUpMs: 60_000 };

/** Between attempts to follow a reply again. */
const retryBackoff = { baseMs: 500, capMs: 5_000 };

/** One thread, talked to from a terminal. */
export class Conversation {
  readonly threadId: string;
  readonly #client: ChatClient;
  readonly #pause = createPause();
  #parentId: string | null = null;
  #generationId: string | null = null;

  constructor(client: ChatClient, threadId: string | null) {
    this.#client = client;
    this.threadId = threadId ?? newId("thread");
  }

  get isReplying(): boolean {
    return this.#generationId !== null;
  }

  /** Finds the end of a thread that exists. Throws a `RequestError`. */
  async resume(): Promise<void> {
    const page = await this.#call(() =>
      this.#client.api.messages.list.query({ threadId: this.threadId, limit: 50 }),
    );
    this.#parentId = page.messages.findLast((message) => message.role === "assistant")?.id ?? null;
  }

  /** Sends a message and shows the reply to its end. Throws a `RequestError`. */
  async say(text: string, screen: Screen): Promise<FinalChunk> {
    const send = {
      id: newId("message"),
      replyId: newId("message"),
      threadId: this.threadId,
      parentId: this.#parentId,
      text,
    };
    const { reply } = await this.#call(() => this.#client.api.messages.send.mutate(send));
    if (!reply.generation) throw new RequestError("internal", "The reply has no generation.");
    this.#parentId = reply.id;
    this.#generationId = reply.generation.id;
    try {
      return await this.#follow(reply.generation.id, screen);
    } finally {
      this.#generationId = null;
      screen.end();
    }
  }

  /** Ends the reply that is being written, if any. Throws a `RequestError`. */
  async stop(): Promise<void> {
    const generationId = this.#generationId;
    if (generationId !== null)
      await this.#call(() => this.#client.api.generations.stop.mutate({ generationId }));
  }

  async #follow(generationId: string, screen: Screen): Promise<FinalChunk> {
    const progress = new ReplyProgress(screen);
    const lost = new AbortController();
    const stopNoting = this.#noteOutages(screen, () => lost.abort());
    try {
      return await this.#followToEnd(generationId, progress, lost.signal);
    } finally {
      stopNoting();
    }
  }

  async #followToEnd(
    generationId: string,
    progress: ReplyProgress,
    lost: AbortSignal,
  ): Promise<FinalChunk> {
    for (let attempt = 0; ; attempt++) {
      const { lastEventId } = progress;
      const input = lastEventId === null ? { generationId } : { generationId, lastEventId };
      const over = new AbortController();
      const error = await followOnce(
        (observer: FollowObserver<GenerationEvent>) =>
          this.#client.api.generations.watch.subscribe(input, observer),
        ({ id, data }) => {
          attempt = 0;
          if (progress.take(id, data)) over.abort();
        },
        AbortSignal.any([over.signal, lost]),
      );
      if (progress.final) return progress.final;
      if (lost.aborted) throw new RequestError("unavailable", "the connection was lost");
      if (error && !isRetryable(error)) throw error;
      await this.#pause.wait(backoffMs(attempt, retryBackoff));
    }
  }

  /** Mentions a lost connection, and calls `giveUp` when it stays lost. Returns the way to stop. */
  #noteOutages(screen: Screen, giveUp: () => void): () => void {
    let timers: ReturnType<typeof setTimeout>[] = [];
    const stop = this.#client.connection.subscribe((state) => {
      for (const timer of timers) clearTimeout(timer);
      timers = [];
      if (state === "open") return;
      const note = () => screen.note("Reconnecting…");
      timers = [setTimeout(note, outage.noteMs), setTimeout(giveUp, outage.giveUpMs)];
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }

  async #call<T>(call: () => Promise<T>): Promise<T> {
    const patience = AbortSignal.timeout(patienceMs);
    try {
      return await persist(call, this.#pause, patience);
    } catch (error) {
      throw patience.aborted ? new RequestError("unavailable", "no answer in time") : error;
    }
  }
}

/** What has come of one reply. */
class ReplyProgress {
  lastEventId: string | null = null;
  final: FinalChunk | null = null;
  readonly #screen: Screen;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Shows an event; true after the last one. */
  take(id: string, event: GenerationEvent): boolean {
    const isFirst = this.lastEventId === null;
    this.lastEventId = id;
    switch (event.type) {
      case "snapshot":
        // The first one begins the reply; a later one replaces what is known.
        if (!isFirst) this.#screen.restart();
        this.#screen.text(event.text);
        return false;
      case "text":
        this.#screen.text(event.text);
        return false;
      case "restart":
        this.#screen.restart();
        return false;
      case "final":
        this.final = event;
        return true;
    }
  }
}
