import { canContinue } from "../../shared/can-continue.ts";
import { encodeCursor } from "../../shared/cursor.ts";
import type { FeedEvent } from "../../shared/feed-event.ts";
import type { GenerationEvent } from "../../shared/generation-event.ts";
import { type FinalStatus, isLive } from "../../shared/generation-status.ts";
import { newId } from "../../shared/ids.ts";
import type { FeedbackKind, Message } from "../../shared/message.ts";
import type { SendMessage } from "../../shared/requests.ts";
import type { Thread } from "../../shared/thread.ts";
import { chosenFields } from "../../client/state/inference-choice.ts";
import type { MessagesPage, ThreadsPage } from "../../client/state/chat-event.ts";
import type { Logged, ModelGeneration } from "./model-log.ts";
import { ModelQueues } from "./model-queues.ts";
import { ModelRemovals } from "./model-removals.ts";

/**
 * One user's threads on a server, without a database or a network. Small enough to see that it is
 * right: it defines what pages, feed and generations have to say.
 */
export class ModelServer {
  readonly userId: string;
  readonly threads = new Map<string, Thread>();
  readonly messages = new Map<string, Message>();
  readonly generations = new Map<string, ModelGeneration>();
  readonly queues = new ModelQueues(this);
  readonly removals = new ModelRemovals(this);
  feed: Logged<FeedEvent>[] = [];
  /** Called after every change, for subscriptions. */
  onChange: () => void = () => {};
  #clock = Date.UTC(2026, 0, 1);

  constructor(userId = newId("user")) {
    this.userId = userId;
  }

  get feedCursor(): string {
    return encodeCursor(this.userId, this.feed.length);
  }

  listThreads(cursor?: string, limit = 30): ThreadsPage {
    const all = [...this.threads.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
    const rest = cursor === undefined ? all : all.filter((thread) => orderOf(thread) < cursor);
    const threads = rest.slice(0, limit);
    const last = threads.at(-1);
    return {
      threads,
      nextCursor: rest.length > limit && last ? orderOf(last) : null,
      feedCursor: this.feedCursor,
    };
  }

  listMessages(threadId: string, cursor?: string, limit = 50): MessagesPage {
    const all = [...this.messages.values()].filter((message) => message.threadId === threadId);
    const rest = all.filter((message) => cursor === undefined || message.seq < Number(cursor));
    const messages = rest.slice(-limit);
    const first = messages[0];
    return {
      messages,
      olderCursor: rest.length > limit && first ? String(first.seq) : null,
      queue: cursor === undefined ? this.queues.of(threadId) : null,
      feedCursor: this.feedCursor,
    };
  }

  createThread(id = newId("thread")): Thread {
    const at = this.now();
    const thread: Thread = {
      id,
      workflowId: "wf_default",
      title: null,
      createdAt: at,
      updatedAt: at,
      running: false,
      unread: false,
    };
    this.threads.set(id, thread);
    this.tell({ type: "thread.put", thread });
    return thread;
  }

  /** As `messages.send`; null when the parent is missing. */
  send(send: SendMessage): { thread: Thread; message: Message; reply: Message } | null {
    const known = this.messages.get(send.id);
    const knownReply = this.messages.get(send.replyId);
    const thread = this.threads.get(send.threadId) ?? this.createThread(send.threadId);
    if (known && knownReply) return { thread, message: known, reply: knownReply };
    if (send.parentId !== null && !this.messages.has(send.parentId)) return null;
    if (send.effort !== undefined || send.model !== undefined)
      this.putThread(thread.id, chosenFields(send));
    const message = this.#addMessage({
      id: send.id,
      threadId: thread.id,
      parentId: send.parentId,
      text: send.text,
    });
    const reply = this.addReply(send.replyId, message);
    return { thread: this.threads.get(thread.id) ?? thread, message, reply };
  }

  /** Starts a reply to a user message. */
  addReply(id: string, to: Message): Message {
    const reply = this.#addMessage({ id, threadId: to.threadId, parentId: to.id, text: null });
    this.putThread(to.threadId, { running: true, updatedAt: this.now(), activeLeafId: id });
    return reply;
  }

  /** As `messages.continue`; null for a reply that cannot be continued. */
  continueReply(messageId: string, id: string): Message | null {
    const held = this.messages.get(messageId);
    if (!held?.generation) return null;
    if (held.generation.id === id) return bare(held);
    const isAnswered = [...this.messages.values()].some((each) => each.parentId === messageId);
    if (!canContinue(held) || isAnswered) return null;
    const { threadId, text } = held;
    const number = (held.generation.continuation?.number ?? 0) + 1;
    const generation = {
      id,
      status: "queued" as const,
      model: "model",
      error: null,
      usage: null,
      continuation: { number, seq: 1 },
    };
    const message = { ...held, generation };
    this.messages.set(messageId, message);
    const begun = { id, messageId, threadId, text, kept: text, attempt: 1, log: [] };
    this.generations.set(id, begun);
    this.#log(begun, { type: "text", text });
    this.putThread(threadId, { running: true, updatedAt: this.now() });
    this.tell({ type: "message.put", message: bare(message) });
    return bare(message);
  }

  /** Changes a thread and tells the feed. */
  putThread(id: string, change: Partial<Thread>): Thread | null {
    const held = this.threads.get(id);
    if (!held) return null;
    const thread = { ...held, ...change };
    this.threads.set(id, thread);
    this.tell({ type: "thread.put", thread });
    return thread;
  }

  /** Changes the feedback on a message, and tells the feed. */
  giveFeedback(id: string, kind: FeedbackKind | null, comment?: string): Message | null {
    const held = this.messages.get(id);
    if (!held) return null;
    const revision = (held.feedback?.revision ?? 0) + 1;
    const message = { ...held, feedback: { kind, ...(comment ? { comment } : {}), revision } };
    this.messages.set(id, message);
    this.tell({ type: "message.put", message });
    return message;
  }

  deleteThread(id: string): boolean {
    if (!this.threads.delete(id)) return false;
    for (const message of this.messages.values())
      if (message.threadId === id) this.messages.delete(message.id);
    for (const generation of this.generations.values())
      if (generation.threadId === id) this.generations.delete(generation.id);
    this.queues.drop(id);
    this.tell({ type: "thread.deleted", threadId: id });
    return true;
  }

  /** Generations that have not ended, oldest first. */
  live(): ModelGeneration[] {
    return [...this.generations.values()].filter(({ id, messageId }) => {
      const generation = this.messages.get(messageId)?.generation;
      return generation?.id === id && isLive(generation);
    });
  }

  write(generation: ModelGeneration, text: string): void {
    this.#setStatus(generation, "running");
    generation.text += text;
    this.#log(generation, { type: "text", text });
  }

  restart(generation: ModelGeneration): void {
    const { kept } = generation;
    generation.text = kept;
    generation.attempt++;
    const keep = kept === "" ? {} : { keep: { parts: 1, text: kept.length } };
    this.#log(generation, { type: "restart", attempt: generation.attempt, ...keep });
  }

  finish(generation: ModelGeneration, status: FinalStatus = "completed"): void {
    const message = this.messages.get(generation.messageId);
    if (message?.generation?.id !== generation.id) return;
    const usage = { inputTokens: 1, outputTokens: generation.text.length };
    this.messages.set(message.id, {
      ...message,
      text: generation.text,
      generation: { ...message.generation, status, usage },
    });
    this.#log(generation, { type: "final", status, error: null, usage });
    this.putThread(generation.threadId, { running: false, unread: true, updatedAt: this.now() });
    this.queues.replyEnded(generation.threadId, status);
  }

  /** The events of `generations.watch` after a cursor. */
  watch(generation: ModelGeneration, after: number): Logged<GenerationEvent>[] {
    const snapshot: Logged<GenerationEvent> = {
      seq: 0,
      cursor: encodeCursor(generation.id, 0),
      event: { type: "snapshot", attempt: 1, text: "" },
    };
    return [...(after > 0 ? [] : [snapshot]), ...generation.log.slice(after)];
  }

  #addMessage(of: {
    id: string;
    threadId: string;
    parentId: string | null;
    text: string | null;
  }): Message {
    const { messages } = this.listMessages(of.threadId, undefined, Infinity);
    const seq = Math.max(this.removals.highest(of.threadId), messages.at(-1)?.seq ?? 0) + 1;
    const generationId = newId("generation");
    const generation = {
      id: generationId,
      status: "queued" as const,
      model: "model",
      error: null,
      usage: null,
    };
    const message: Message = {
      ...of,
      seq,
      role: of.text === null ? "assistant" : "user",
      text: of.text ?? "",
      createdAt: this.now(),
      generation: of.text === null ? generation : null,
    };
    this.messages.set(message.id, message);
    if (message.generation) {
      const { id: messageId, threadId } = message;
      this.generations.set(generationId, {
        id: generationId,
        messageId,
        threadId,
        text: "",
        kept: "",
        attempt: 1,
        log: [],
      });
    }
    this.tell({ type: "message.put", message });
    return message;
  }

  #setStatus({ messageId }: ModelGeneration, status: "running"): void {
    const message = this.messages.get(messageId);
    if (message?.generation)
      this.messages.set(messageId, { ...message, generation: { ...message.generation, status } });
  }

  #log(generation: ModelGeneration, event: GenerationEvent): void {
    const seq = generation.log.length + 1;
    generation.log.push({ seq, cursor: encodeCursor(generation.id, seq), event });
    this.onChange();
  }

  /** Appends to the feed. */
  tell(event: FeedEvent): void {
    const seq = this.feed.length + 1;
    this.feed.push({ seq, cursor: encodeCursor(this.userId, seq), event });
    this.onChange();
  }

  now(): string {
    this.#clock += 1_000;
    return new Date(this.#clock).toISOString();
  }
}

/** A live reply without its text, as events and answers have it. */
function bare(message: Message): Message {
  return message.generation && isLive(message.generation) ? { ...message, text: "" } : message;
}

function orderOf({ updatedAt, id }: Thread): string {
  return `${updatedAt} ${id}`;
}
