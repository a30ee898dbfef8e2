import { backoffMs, createPause } from "../backoff.ts";
import { encodeCursor } from "../../shared/cursor.ts";
import type { FinalChunk, GenerationEvent } from "../../shared/generation-event.ts";
import { isLive } from "../../shared/generation-status.ts";
import { newId } from "../../shared/ids.ts";
import type { ChatClient } from "../connect.ts";
import type { Message } from "../../shared/message.ts";
import type { SayMessage } from "../../shared/requests.ts";
import { isRetryable, RequestError, toRequestError } from "../request-error.ts";
import type { SaidMessage } from "../say.ts";
import { type FollowObserver, followOnce } from "../store/follow.ts";
import { persist } from "../store/persist.ts";
import { type OutageOptions, throughOutages } from "./outage.ts";
import type { Screen } from "./screen.ts";

/** Pauses before following a reply again. */
const retryBackoff = { baseMs: 500, capMs: 5_000 };

/** Dependencies of a conversation. */
export interface ConversationOptions {
  client: ChatClient;
  /** A thread to continue; null for a new one. */
  threadId: string | null;
  screen: Screen;
  /** Describes why there is no connection to the server. */
  describeOutage: () => Promise<string>;
}

/** One thread in a terminal. Its methods throw a `RequestError`. */
export class Conversation {
  readonly threadId: string;
  readonly #client: ChatClient;
  readonly #screen: Screen;
  readonly #outages: OutageOptions;
  readonly #pause = createPause();
  #generationId: string | null = null;
  /** Whether the server may have the thread. */
  #isBegun: boolean;

  constructor({ client, threadId, screen, describeOutage }: ConversationOptions) {
    this.#client = client;
    this.#screen = screen;
    this.threadId = threadId ?? newId("thread");
    this.#isBegun = threadId !== null;
    this.#outages = {
      connection: client.connection,
      note: screen.note,
      describe: describeOutage,
    };
  }

  get isReplying(): boolean {
    return this.#generationId !== null;
  }

  /** Whether the server may have something to continue. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Shows the reply in progress of an existing thread, to its end; null when there is none. */
  async resume(): Promise<FinalChunk | null> {
    const last = await this.#lastReply();
    return last?.generation && isLive(last.generation) ? this.#show(last) : null;
  }

  /**
   * Sends a message at the end of the thread and shows the reply to its end, after any reply that
   * it has to wait for.
   */
  async say(text: string): Promise<FinalChunk> {
    const ids = { id: newId("message"), replyId: newId("message"), threadId: this.threadId };
    for (;;) {
      const { sent } = await this.#say({ ...ids, text });
      if (sent) return this.#show(sent.reply);
      const before = await this.resume();
      // Only a complete reply lets the next message be sent automatically.
      if (before?.status !== "completed") await this.#sendNow(ids.id);
    }
  }

  /**
   * Continues the last reply, which was cut off, and shows it.
   *
   * @throws RequestError `conflict` when there is no reply, or it is complete
   */
  async goOn(): Promise<FinalChunk> {
    const last = this.#isBegun ? await this.#lastReply() : undefined;
    if (!last) throw new RequestError("conflict", "There is no reply to continue.");
    const request = { messageId: last.id, generationId: newId("generation") };
    const { reply } = await this.#call((options) =>
      this.#client.api.messages.continue.mutate(request, options),
    );
    const { id = "", continuation } = reply.generation ?? {};
    return this.#show(reply, continuation ? encodeCursor(id, continuation.seq) : null);
  }

  /** Stops the reply in progress, if any. */
  async stop(): Promise<void> {
    const generationId = this.#generationId;
    if (generationId !== null)
      await this.#call((options) =>
        this.#client.api.generations.stop.mutate({ generationId }, options),
      );
  }

  async #lastReply(): Promise<Message | undefined> {
    const { messages } = this.#client.api;
    const page = await this.#call((options) =>
      messages.list.query({ threadId: this.threadId, limit: 50 }, options),
    );
    return page.messages.findLast((message) => message.role === "assistant");
  }

  async #say(message: SayMessage): Promise<SaidMessage> {
    const wasBegun = this.#isBegun;
    this.#isBegun = true;
    try {
      return await this.#call((options) => this.#client.api.messages.say.mutate(message, options));
    } catch (cause) {
      if (!toRequestError(cause).mayHaveHappened) this.#isBegun = wasBegun;
      throw cause;
    }
  }

  async #sendNow(id: string): Promise<void> {
    await this.#call((options) => this.#client.api.messages.sendNow.mutate({ id }, options));
  }

  async #show({ generation }: Message, after: string | null = null): Promise<FinalChunk> {
    if (!generation) throw new RequestError("internal", "The reply has no generation.");
    this.#generationId = generation.id;
    try {
      const progress = new ReplyProgress(this.#screen, after);
      return await throughOutages(this.#outages, (lost) =>
        this.#followToEnd(generation.id, progress, lost),
      );
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

  /** Repeats a call until it is answered, or the server has been unreachable for too long. */
  #call<T>(call: (options: { signal: AbortSignal }) => Promise<T>): Promise<T> {
    return throughOutages(this.#outages, (lost) =>
      // A call that was given up is not sent later either.
      persist(() => call({ signal: lost }), this.#pause, lost),
    );
  }
}

/** The state of one reply. */
class ReplyProgress {
  lastEventId: string | null;
  final: FinalChunk | null = null;
  readonly #screen: Screen;

  /** @param after the last event on the screen; null for none */
  constructor(screen: Screen, after: string | null) {
    this.#screen = screen;
    this.lastEventId = after;
  }

  /** Shows an event; returns true for the last one. */
  take(id: string, event: GenerationEvent): boolean {
    const isFirst = this.lastEventId === null;
    this.lastEventId = id;
    switch (event.type) {
      case "snapshot":
        // The first one starts the reply; a later one replaces everything so far.
        if (!isFirst) this.#screen.restart();
        this.#screen.text(event.text);
        return false;
      case "text":
        this.#screen.text(event.text);
        return false;
      case "restart":
        this.#screen.restart();
        return false;
      // It requests only the text.
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
