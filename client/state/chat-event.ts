import type { FeedEvent } from "../../shared/feed-event.ts";
import type { GenerationEvent } from "../../shared/generation-event.ts";
import type { Message } from "../../shared/message.ts";
import type { Project } from "../../shared/project.ts";
import type { QueuedMessage } from "../../shared/queued-message.ts";
import type { Thread } from "../../shared/thread.ts";
import type { User } from "../../shared/user.ts";
import type { OutboxEntry } from "../types.ts";
import type { PendingChange, ReplicaState } from "./replica.ts";

/** A page of `threads.list`. */
export interface ThreadsPage {
  threads: readonly Thread[];
  /** Absent on later pages, and from nodes of the version before. */
  projects?: readonly Project[] | undefined;
  nextCursor: string | null;
  feedCursor: string;
}

/** A page of `messages.list`. */
export interface MessagesPage {
  messages: readonly Message[];
  olderCursor: string | null;
  /** The thread's queue; null on an older page. */
  queue: readonly QueuedMessage[] | null;
  feedCursor: string;
}

/** One event of a generation's log, as received by its watcher. */
export interface StreamEvent {
  type: "stream";
  generationId: string;
  messageId: string;
  /** The event's id. */
  cursor: string;
  event: GenerationEvent;
  /** Unix milliseconds by this client's clock. */
  at: number;
}

/** Everything that can change a `ReplicaState`. */
export type ChatEvent =
  | { type: "user"; user: User | null }
  /** Removes everything but the outbox, because another user has signed in. */
  | { type: "cleared" }
  /** Puts in what this device has kept, as after a reset. */
  | { type: "adopted"; change: (state: ReplicaState) => ReplicaState }
  | { type: "feed"; cursor: string; event: Exclude<FeedEvent, { type: "reset" }> }
  | StreamEvent
  /** A watcher has started; `at` in Unix milliseconds. */
  | { type: "stream.opened"; generationId: string; at: number }
  /** The feed cannot continue: the state stays on the screen until it is fetched again. */
  | { type: "reset"; keepOpen: readonly string[] }
  | { type: "threads.failed" }
  /** `newest`: the first page, from whose place the feed is followed. */
  | { type: "threads.page"; page: ThreadsPage; newest: boolean }
  /** The result of a call about one project; `asOf` as below. */
  | { type: "project.answer"; project: Project; asOf: number }
  | { type: "project.deleted"; projectId: string; asOf: number }
  | { type: "list.load"; key: string; status: "loading" | "failed" }
  | { type: "list.page"; key: string; page: ThreadsPage }
  | { type: "thread.loading"; threadId: string }
  | { type: "thread.failed"; threadId: string; status: "failed" | "missing" }
  /** A new thread, which the server does not have yet. */
  | { type: "thread.begun"; threadId: string }
  | { type: "messages.page"; threadId: string; page: MessagesPage; newest: boolean }
  /**
   * The result of a call. `asOf`: the place in the feed when the call was made; the thread is at
   * least as new as that.
   */
  | { type: "answer"; thread: Thread | null; messages: readonly Message[]; asOf: number }
  /** A thread's queue as returned by a call; `asOf` as above. */
  | { type: "queue"; threadId: string; queue: readonly QueuedMessage[]; asOf: number }
  | { type: "outbox"; entries: readonly OutboxEntry[] }
  | { type: "pending"; change: PendingChange }
  | { type: "settled"; change: PendingChange };
