import type { FinalStatus } from "../../shared/generation-status.ts";
import type { QueuedMessage } from "../../shared/queued-message.ts";
import type { QueueMessage, SayMessage } from "../../shared/requests.ts";
import type { ModelServer } from "./model-server.ts";

/** A message that waits, and the message that it will become. */
type Waiting = Pick<QueueMessage, "replyId" | "threadId"> & { message: QueuedMessage };

/** The queued messages of a model server. Only one branch of each thread is in use. */
export class ModelQueues {
  readonly #server: ModelServer;
  #waiting: Waiting[] = [];
  /** Ids of messages that were taken back, some of them before they arrived. */
  readonly #removed = new Set<string>();

  constructor(server: ModelServer) {
    this.#server = server;
  }

  /** Ids of all queued messages, in any thread. */
  get ids(): string[] {
    return this.#waiting.map(({ message }) => message.id);
  }

  of(threadId: string): QueuedMessage[] {
    return this.#waiting.filter((each) => each.threadId === threadId).map(({ message }) => message);
  }

  /** As `messages.say`; null when the thread or parent is missing, or the message was taken back. */
  say({ parentId, ...said }: SayMessage) {
    const isFirst = parentId === undefined && !this.#server.threads.has(said.threadId);
    if (parentId !== null && !isFirst) {
      const added = this.add(said);
      if (!added) return null;
      const { sent, ...queue } = added;
      return { sent, queue };
    }
    const sent = this.#server.send({ ...said, parentId: null });
    return sent && { sent, queue: null };
  }

  /** As `messages.queue`; null when the thread is missing or the message was taken back. */
  add({ id, replyId, threadId, text }: Omit<QueueMessage, "parentId">) {
    if (!this.#server.threads.has(threadId) || this.#removed.has(id)) return null;
    const isKnown = this.#server.messages.has(id);
    const waits = this.ids.includes(id);
    const isLive = this.#server.live().some((generation) => generation.threadId === threadId);
    const isBusy = isLive || this.of(threadId).length > 0;
    if (!isKnown && !waits && isBusy) {
      const message = { id, text, urgent: false, createdAt: this.#server.now() };
      this.#set([...this.#waiting, { replyId, threadId, message }], threadId);
      // What a reply held back goes out first.
      if (!isLive) this.replyEnded(threadId, "completed");
    }
    const isSent = isKnown || (!waits && !isBusy);
    return {
      ...this.#answer(threadId),
      sent: isSent ? this.#send({ id, replyId, threadId, text }) : null,
    };
  }

  /** As `messages.unqueue`; null when the thread is missing. */
  unqueue(id: string, threadId: string) {
    if (!this.#server.threads.has(threadId)) return null;
    const found = this.#waiting.find(({ message }) => message.id === id);
    this.#removed.add(id);
    if (found)
      this.#set(
        this.#waiting.filter((each) => each !== found),
        threadId,
      );
    return this.#answer(threadId);
  }

  /** As `messages.sendNow`; null when it does not wait. */
  sendNow(id: string) {
    const found = this.#waiting.find(({ message }) => message.id === id);
    if (!found) return null;
    const { threadId } = found;
    const urgent = { ...found, message: { ...found.message, urgent: true } };
    this.#set([urgent, ...this.#waiting.filter((each) => each !== found)], threadId);
    const live = this.#server.live().filter((generation) => generation.threadId === threadId);
    for (const generation of live) this.#server.finish(generation, "stopped");
    if (live.length === 0) this.replyEnded(threadId, "stopped");
    return this.#answer(threadId);
  }

  /** Sends the next message if a reply with this end allows it. */
  replyEnded(threadId: string, status: FinalStatus): void {
    const next = this.#waiting.find((each) => each.threadId === threadId);
    if (!next || (status !== "completed" && !next.message.urgent)) return;
    const { message, replyId } = next;
    this.#send({ id: message.id, text: message.text, replyId, threadId });
    this.#set(
      this.#waiting.filter((each) => each !== next),
      threadId,
    );
  }

  /** Drops the queued messages of a deleted thread. */
  drop(threadId: string): void {
    this.#waiting = this.#waiting.filter((each) => each.threadId !== threadId);
  }

  #send(message: Omit<QueueMessage, "parentId">) {
    const replies = [...this.#server.messages.values()].filter(
      ({ threadId, role }) => threadId === message.threadId && role === "assistant",
    );
    return this.#server.send({ ...message, parentId: replies.at(-1)?.id ?? null });
  }

  #answer(threadId: string) {
    return { threadId, queue: this.of(threadId), feedCursor: this.#server.feedCursor };
  }

  #set(waiting: Waiting[], threadId: string): void {
    this.#waiting = waiting;
    this.#server.tell({ type: "queue.put", threadId, queue: this.of(threadId) });
  }
}
