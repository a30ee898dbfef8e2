import { backoffMs, createPause } from "../backoff.ts";
import type { FinalChunk, GenerationEvent } from "../../shared/generation-event.ts";
import { isLive } from "../../shared/generation-status.ts";
import { newId } from "../../shared/ids.ts";
import type { ChatClient } from "../connect.ts";
import type { Message } from "../../shared/message.ts";
import { isRetryable, RequestError, toRequestError } from "../request-error.ts";
import { type FollowObserver, followOnce } from "../store/follow.ts";
import { persist } from "../store/persist.ts";
import { type OutageOptions, throughOutages } from "./outage.ts";
import type { Screen } from "./screen.ts";

/** Between attempts to follow a reply again. */
const retryBackoff = { baseMs: 500, capMs: 5_000 };

/** What a conversation works with. */
export interface ConversationOptions {
  client: ChatClient;
  /** A thread to go on with; null for a new one. */
  threadId: string | null;
  screen: Screen;
  /** A sentence about the server while there is no connection to it. */
  describeOutage: () => Promise<string>;
}

/** One thread, talked to from a terminal. Its methods throw a `RequestError`. */
export class Conversation {
  readonly threadId: string;
  readonly #client: ChatClient;
  readonly #screen: Screen;
  readonly #outages: OutageOptions;
  readonly #pause = createPause();
  #parentId: string | null = null;
  #generationId: string | null = null;
  /** Whether the server may have the thread. */
  #isBegun: boolean;
  /** Whether the end of the thread is known here. */
  #isCurrent: boolean;

  constructor({ client, threadId, screen, describeOutage }: ConversationOptions) {
    this.#client = client;
    this.#screen = screen;
    this.threadId = threadId ?? newId("thread");
    this.#isBegun = threadId !== null;
    this.#isCurrent = threadId === null;
    this.#outages = {
      connection: client.connection,
      note: screen.note,
      describe: describeOutage,
    };
  }

  get isReplying(): boolean {
    return this.#generationId !== null;
  }

  /** Whether there may be something on the server to go on with. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Finds the end of a thread that exists. A reply that is being written there is shown to its end. */
  async resume(): Promise<FinalChunk | null> {
    const { messages } = this.#client.api;
    const page = await this.#call((options) =>
      messages.list.query({ threadId: this.threadId, limit: 50 }, options),
    );
    const last = page.messages.findLast((message) => message.role === "assistant");
    this.#parentId = last?.id ?? null;
    this.#isCurrent = true;
    return last?.generation && isLive(last.generation) ? this.#show(last) : null;
  }

  /** Sends a message and shows the reply to its end. */
  async say(text: string): Promise<FinalChunk> {
    if (!this.#isCurrent) await this.#catchUp();
    const send = {
      id: newId("message"),
      replyId: newId("message"),
      threadId: this.threadId,
      parentId: this.#parentId,
      text,
    };
    const { reply } = await this.#send(send);
    this.#parentId = reply.id;
    return this.#show(reply);
  }

  /** Ends the reply that is being written, if any. */
  async stop(): Promise<void> {
    const generationId = this.#generationId;
    if (generationId !== null)
      await this.#call((options) =>
        this.#client.api.generations.stop.mutate({ generationId }, options),
      );
  }

  /** A call was lost, so the thread may have more than is known here, or not be there at all. */
  async #catchUp(): Promise<void> {
    try {
      await this.resume();
    } catch (cause) {
      if (this.#parentId !== null || toRequestError(cause).code !== "not_found") throw cause;
      this.#isCurrent = true;
    }
  }

  async #send(send: Parameters<ChatClient["api"]["messages"]["send"]["mutate"]>[0]) {
    const wasBegun = this.#isBegun;
    this.#isBegun = true;
    try {
      return await this.#call((options) => this.#client.api.messages.send.mutate(send, options));
    } catch (cause) {
      const { mayHaveHappened } = toRequestError(cause);
      if (mayHaveHappened) this.#isCurrent = false;
      else this.#isBegun = wasBegun;
      throw cause;
    }
  }

  async #show({ generation }: Message): Promise<FinalChunk> {
    if (!generation) throw new RequestError("internal", "The reply has no generation.");
    this.#generationId = generation.id;
    try {
      const progress = new ReplyProgress(this.#screen);
      return await throughOutages(this.#outages, (lost) =>
        this.#followToEnd(generation.id, progress, lost),
      );
    } catch (cause) {
      // It goes on without this terminal.
      this.#isCurrent = false;
      throw cause;
    } finally {
      this.#generationId = null;
      this.#screen.end();
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

  /** Makes a call until it is answered, or the server has been away for too long. */
  #call<T>(call: (options: { signal: AbortSignal }) => Promise<T>): Promise<T> {
    return throughOutages(this.#outages, (lost) =>
      // One that is given up does not go out later either.
      persist(() => call({ signal: lost }), this.#pause, lost),
    );
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
      // It asks for the text alone.
      case "open":
      case "append":
      case "close":
      case "rethink":
      case "wait":
        return false;
      case "final":
        this.final = event;
        return true;
    }
  }
}
