import type { Attachment } from "../shared/attachment.ts";
import type { Effort } from "../shared/effort.ts";
import type { RequestErrorCode } from "../shared/errors.ts";
import type { FeedbackKind, Message } from "../shared/message.ts";
import type { QueuedMessage } from "../shared/queued-message.ts";
import type { Thread } from "../shared/thread.ts";
import type { User } from "../shared/user.ts";

/** A value that can be read now and listened to. */
export interface Observable<T> {
  get(): T;
  /** Calls back after every change, not for the present value. Returns the way to stop. */
  subscribe(listener: (value: T) => void): () => void;
}

/** `connecting` is the first attempt; `reconnecting` any later one. */
export type ConnectionState = "connecting" | "open" | "reconnecting" | "closed";

/** A message that the server has not acknowledged. It is stored, survives a reload, and goes out by itself. */
export interface OutboxEntry {
  id: string;
  replyId: string;
  threadId: string;
  parentId: string | null;
  text: string;
  /** Its files, in their order; absent for none. */
  attachments?: readonly Attachment[] | undefined;
  workflowId?: string | undefined;
  /** How long the model may think, in the thread that it starts. */
  effort?: Effort | undefined;
  /** Written while a reply was: it waits for that, on the server as soon as that has it. */
  queued?: boolean | undefined;
  /** Who wrote it; nobody else's session sends or shows it. Absent when written before the first grant. */
  userId?: string | undefined;
  /** ISO 8601, by this client's clock. */
  createdAt: string;
  /**
   * `sending`: on its way, or waiting for a connection for less than a second.
   * `waiting`: not sent; goes out when the connection is back, or at `retryAt`.
   * `refused`: the server said no (`error`); goes out only when the person retries.
   */
  state: "sending" | "waiting" | "refused";
  /** When it goes out by itself although the connection is there: a limit was reached. Unix milliseconds by this client's clock. */
  retryAt?: number | undefined;
  error?: { code: RequestErrorCode; retryAfterMs?: number | undefined } | undefined;
  /** Its thread was deleted: it is refused for good, and `discard` gives back what it was to say. */
  threadDeleted?: boolean | undefined;
}

/** How much of a thread's messages this client holds. */
export interface ThreadLoad {
  status: "loading" | "ready" | "failed" | "missing";
  /** Cursor for the next older page; null when the beginning is here. */
  olderCursor: string | null;
}

/** Where this client is in a live generation's log. */
export interface StreamPosition {
  /** The last event id; null before the first event. */
  cursor: string | null;
  /** Unix milliseconds by this client's clock, when the last text arrived or watching began. */
  lastTextAt: number;
  /** Unix milliseconds: until when the model server is busy; absent when it is not. */
  waitsUntil?: number;
}

/**
 * Everything the app shows, as plain immutable data: a pure function of what was fetched and of
 * the events since (`state/apply-event.ts`).
 */
export interface ChatState {
  user: User | null;
  threads: Readonly<Record<string, Thread>>;
  threadList: { status: "loading" | "ready" | "failed"; nextCursor: string | null };
  /** All loaded messages of all threads by id; a live reply's text grows here. */
  messages: Readonly<Record<string, Message>>;
  loads: Readonly<Record<string, ThreadLoad>>;
  /** Live generations being watched, by generation id. */
  streams: Readonly<Record<string, StreamPosition>>;
  outbox: readonly OutboxEntry[];
  /** By thread, what waits on the server for a reply to end, the next one first; absent when nothing does. */
  queues: Readonly<Record<string, readonly QueuedMessage[]>>;
}

/** What the person wants to say. */
export interface SayInput {
  /** Null starts a new thread. */
  threadId: string | null;
  /**
   * The reply this one answers; null starts the thread, or a sibling of its first message. Absent, it
   * is the end of the newest branch of a thread that is open here (`openThread`).
   */
  parentId?: string | null | undefined;
  /** May be empty beside files. */
  text: string;
  /** Uploads that are `ready` (`attachments/upload-file.ts`), in their order. */
  attachments?: readonly Attachment[] | undefined;
  /** For a new thread; the default workflow when absent. */
  workflowId?: string | undefined;
  /** For a new thread: how long its model may think; absent leaves it to the assistant and the model. */
  effort?: Effort | undefined;
}

/** What was to be said with a message that comes back. */
export interface Wording {
  text: string;
  attachments: readonly Attachment[];
}

/** The ids made for a message, known before anything is sent. */
export interface Said {
  threadId: string;
  /** The user message's id, and its outbox entry's. */
  id: string;
  replyId: string;
  /** It is said during a reply, and waits for that beside the conversation (`waitingMessages`). */
  queued: boolean;
}

/**
 * Owns a `ChatState` and keeps it the same as the server's. Methods that show their effect at
 * once take it back and reject with a `RequestError` when the server refuses.
 */
export interface ChatStore {
  readonly state: Observable<ChatState>;
  /**
   * Signs in, loads the newest threads and follows the feed; resolves when the threads are here.
   * Waits as long as the server cannot be reached; rejects when it refuses to sign anybody in.
   */
  start(): Promise<void>;
  /** Loads a thread's newest messages, once; again after it failed. Never rejects: see `loads`. */
  openThread(threadId: string): Promise<void>;
  loadOlder(threadId: string): Promise<void>;
  loadMoreThreads(): Promise<void>;
  /**
   * Says a message: shows it before it returns, with its empty reply or as waiting for the reply before
   * it. The outbox keeps it until the server has it.
   */
  say(input: SayInput): Said;
  /** Sends a waiting or refused outbox entry now. */
  retry(entryId: string): void;
  /** Forgets an outbox entry and gives back what it was to say, or null when it is gone already. */
  discard(entryId: string): Wording | null;
  /** Shows an empty sibling of an assistant message at once. `done` settles with the server's answer. */
  regenerate(messageId: string): { replyId: string; done: Promise<void> };
  /**
   * Goes on with a reply that was cut off (`shared/can-continue.ts`), in the same message. A second call while
   * the first is on its way is the same call.
   */
  continueReply(messageId: string): Promise<void>;
  /** Shows what the person thinks of a whole reply; null takes it back. */
  giveFeedback(messageId: string, kind: FeedbackKind | null): Promise<void>;
  stop(generationId: string): Promise<void>;
  /** Sends a message that waits on the server now, stopping the reply it waits for. */
  sendNow(queuedId: string): Promise<void>;
  /** Takes a message back that waits, on the server or on its way there. Hides it at once. */
  unqueue(id: string): Promise<void>;
  rename(threadId: string, title: string): Promise<void>;
  /** Chooses how long the model of a thread's next replies may think; null leaves it to the assistant and the model. */
  setEffort(threadId: string, effort: Effort | null): Promise<void>;
  delete(threadId: string): Promise<void>;
  /** Does nothing for a thread that is not unread. */
  markRead(threadId: string): Promise<void>;
  /** For `visibilitychange`, `online` and `pageshow`: reconnects without waiting and sends what waits. */
  reconcile(): void;
  /** Stops following; the client stays open. */
  close(): void;
}
