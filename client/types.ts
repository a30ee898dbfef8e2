import type { RequestErrorCode } from "../shared/errors.ts";
import type { Message } from "../shared/message.ts";
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
  workflowId?: string | undefined;
  /** ISO 8601, by this client's clock. */
  createdAt: string;
  /**
   * `sending`: on its way, or waiting for a connection for less than a second.
   * `waiting`: not sent; goes out when the connection is back.
   * `refused`: the server said no (`error`); goes out only when the person retries.
   */
  state: "sending" | "waiting" | "refused";
  error?: { code: RequestErrorCode; retryAfterMs?: number | undefined } | undefined;
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
}
