import type { RegenerateOptions, Removal } from "./message-changes.ts";
import type { Attachment } from "../shared/attachment.ts";
import type { Effort } from "../shared/effort.ts";
import type { RequestErrorCode } from "../shared/errors.ts";
import type { FeedbackKind, Message } from "../shared/message.ts";
import type { DeleteProject, Project } from "../shared/project.ts";
import type { ProjectLook } from "../shared/project-look.ts";
import type { AnswerBy, ComparedReply } from "../shared/requests.ts";
import type { QueuedMessage } from "../shared/queued-message.ts";
import type { Thread, ThreadPlace } from "../shared/thread.ts";
import type { User } from "../shared/user.ts";
import type { InferenceChoice } from "./state/inference-choice.ts";
import type { SayInput } from "./say-input.ts";
import type { ReplicaState } from "./state/replica.ts";

/** A value that can be read and observed. */
export interface Observable<T> {
  get(): T;
  /**
   * Calls back after every change, not for the current value. Returns a function to unsubscribe.
   */
  subscribe(listener: (value: T) => void): () => void;
}

/** `connecting` is the first attempt; `reconnecting` any later one. */
export type ConnectionState = "connecting" | "open" | "reconnecting" | "closed";

/**
 * A message that the server has not acknowledged. It is stored, survives a reload, and is sent
 * automatically.
 */
export interface OutboxEntry {
  id: string;
  replyId: string;
  threadId: string;
  parentId: string | null;
  /** The message that this one is another version of; absent for a new message. */
  edits?: string | undefined;
  text: string;
  /** Its files in order; omitted for none. */
  attachments?: readonly Attachment[] | undefined;
  workflowId?: string | undefined;
  /** The thread that it starts is a temporary chat. */
  temporary?: boolean | undefined;
  /** The project of the thread that it starts. */
  projectId?: string | undefined;
  /** Of the thread that it starts: how long its model may think, the model, what it is called. */
  effort?: Effort | undefined;
  model?: string | undefined;
  provisionalTitle?: string | undefined;
  /** A second reply, by another model. */
  compareWith?: ComparedReply | undefined;
  /** Who answers this message alone. */
  answerBy?: AnswerBy | undefined;
  /** Written during a reply: it waits for that, on the server as soon as that has it. */
  queued?: boolean | undefined;
  /**
   * The author; no other user's session sends or shows it. Absent when written before the first
   * grant.
   */
  userId?: string | undefined;
  /** ISO 8601, by this client's clock. */
  createdAt: string;
  /**
   * `sending`: being sent, or without a connection for less than a second. `waiting`: not sent;
   * sent when the connection is back, or at `retryAt`. `refused`: the server refused it (`error`);
   * sent only when the user retries.
   */
  state: "sending" | "waiting" | "refused";
  /** When it is sent automatically after a rate limit. Unix milliseconds by this client's clock. */
  retryAt?: number | undefined;
  error?: { code: RequestErrorCode; retryAfterMs?: number | undefined } | undefined;
  /** Its thread was deleted: it is refused for good, and `discard` returns its content. */
  threadDeleted?: boolean | undefined;
}

/** How much of a thread's messages this client holds. */
export interface ThreadLoad {
  /** `away`: the server cannot be reached, and no copy was kept here. */
  status: "loading" | "ready" | "failed" | "missing" | "away";
  /** Cursor of the next older page; null when the beginning is here. */
  olderCursor: string | null;
  /** Present while the messages are a copy that the server has not confirmed (`ChatStore.adopt`). */
  isCopy?: true;
}

/** A list of threads beside the list of all: a project's, or those with a tag. */
export type ListOf = { projectId: string } | { tag: string };

/** How much of such a list this client holds. */
export interface ListLoad {
  status: "loading" | "ready" | "failed";
  /** Cursor of the next older page; null when all are here, and before the first page. */
  nextCursor: string | null;
}

/** This client's position in a live generation's log. */
export interface StreamPosition {
  /** The last event id; null before the first event. */
  cursor: string | null;
  /** When the last text arrived or watching started. Unix milliseconds by this client's clock. */
  lastTextAt: number;
  /** Until when the model server is busy, in Unix milliseconds; absent when it is not. */
  waitsUntil?: number;
  /** How many other replies the busy model server writes first; absent when that is unknown. */
  ahead?: number;
}

/**
 * Everything that the app shows, as plain immutable data: a pure function of what was fetched and
 * of the events since (`state/apply-event.ts`).
 */
export interface ChatState {
  user: User | null;
  /** Whose kept chats are shown while no user is known (`ChatStore.adopt`); null for none. */
  keptFor: string | null;
  /** Changes with what models are told about the user: then `personal.get` has something new. */
  personalAsOf: number;
  /** All of the user's projects, oldest first. */
  projects: readonly Project[];
  /** How much of other lists this client holds, by `listKey`; absent for those that are not open. */
  listLoads: Readonly<Record<string, ListLoad>>;
  threads: Readonly<Record<string, Thread>>;
  threadList: { status: "loading" | "ready" | "failed"; nextCursor: string | null };
  /** All loaded messages of all threads by id; a live reply's text grows here. */
  messages: Readonly<Record<string, Message>>;
  loads: Readonly<Record<string, ThreadLoad>>;
  /** Live generations being watched, by generation id. */
  streams: Readonly<Record<string, StreamPosition>>;
  outbox: readonly OutboxEntry[];
  /** Queued messages on the server by thread, in order; absent without any. */
  queues: Readonly<Record<string, readonly QueuedMessage[]>>;
}

/** The content of a discarded message. */
export interface Wording {
  text: string;
  attachments: readonly Attachment[];
  answerBy?: AnswerBy | undefined;
}

/** The ids of a message, known before it is sent. */
export interface Said {
  threadId: string;
  /** The user message's id, and its outbox entry's. */
  id: string;
  replyId: string;
  /** Whether it waits for a reply in progress, outside the conversation (`waitingMessages`). */
  queued: boolean;
  /** The second reply's id; absent for none. */
  comparedId?: string | undefined;
}

/**
 * Owns a `ChatState` and keeps it in sync with the server. Methods that show their effect
 * immediately revert it and reject with a `RequestError` when the server refuses.
 */
export interface ChatStore {
  readonly state: Observable<ChatState>;
  /**
   * Signs in, loads the newest threads and follows the feed; resolves when the threads are loaded.
   * Waits while the server cannot be reached; rejects when it refuses to sign in.
   */
  start(): Promise<void>;
  /** Loads a thread's newest messages, once; again after a failure. Never rejects: see `loads`. */
  openThread(threadId: string): Promise<void>;
  loadOlder(threadId: string): Promise<void>;
  /**
   * Shows what this device has kept of the user's chats until the server answers. What is fetched
   * then takes precedence.
   */
  adopt(change: (state: ReplicaState) => ReplicaState): void;
  loadMoreThreads(): Promise<void>;
  /**
   * Sends a message: shows it before returning, with its empty reply or as queued behind a reply.
   * The outbox keeps it until the server has it.
   */
  say(input: SayInput): Said;
  /**
   * Sends another version of a user message that is loaded, as its sibling: shows it before
   * returning, with its empty reply. A reply in progress below the other version is stopped.
   */
  edit(messageId: string, wording: Wording): Said;
  /** Sends a waiting or refused outbox entry now. */
  retry(entryId: string): void;
  /** Removes an outbox entry and returns its content, or null when it is already gone. */
  discard(entryId: string): Wording | null;
  /**
   * Shows an empty sibling of an assistant message immediately. `done` settles with the server's
   * response.
   */
  regenerate(
    messageId: string,
    options?: RegenerateOptions,
  ): { replyId: string; done: Promise<void> };
  /**
   * Continues a reply that was cut off (`shared/can-continue.ts`), in the same message. Concurrent
   * calls are one.
   */
  continueReply(messageId: string): Promise<void>;
  /** Shows the user's rating of a complete reply; null removes it. */
  giveFeedback(messageId: string, kind: FeedbackKind | null, comment?: string): Promise<void>;
  /**
   * Deletes a user message with all replies to it, or one of several replies that nothing follows.
   * What followed is attached to the message before. Rejects with `conflict` while a reply below is
   * being written. For some minutes, `restoreMessages` undoes it.
   */
  removeMessage(messageId: string): Promise<Removal>;
  restoreMessages(removal: Removal): Promise<void>;
  stop(generationId: string): Promise<void>;
  /** Sends a message queued on the server now, stopping the reply it waits for. */
  sendNow(queuedId: string): Promise<void>;
  /** Removes a queued message, on the server or on its way there. Hides it immediately. */
  unqueue(id: string): Promise<void>;
  rename(threadId: string, title: string): Promise<void>;
  /** Moves a thread into a project, or out of its project. */
  setProject(threadId: string, projectId: string | null): Promise<void>;
  /** The same for any number of threads. */
  setProjects(threadIds: readonly string[], projectId: string | null): Promise<void>;
  /** Shows a new project, and resolves with its id once the server has it. */
  createProject(name: string, look?: ProjectLook): Promise<string>;
  /** Changes a project's name and look; what is omitted stays, and null is none. */
  changeProject(projectId: string, to: ProjectLook & { name?: string }): Promise<void>;
  /** Deletes a project, and moves its threads out of it or to the trash. */
  deleteProject(projectId: string, threads: DeleteProject["threads"]): Promise<void>;
  /** Loads a list's newest threads, then the next older ones. Never rejects: see `listLoads`. */
  loadList(of: ListOf): Promise<void>;
  /** Sets all tags of a thread. */
  setTags(threadId: string, tags: readonly string[]): Promise<void>;
  /**
   * Makes a new thread with copies of the messages up to one, which is included.
   *
   * @returns its id
   */
  fork(messageId: string): Promise<string>;
  /** Pins a thread, archives it, or does neither. */
  setPlace(threadId: string, place: ThreadPlace): Promise<void>;
  /** The same for any number of threads. */
  setPlaces(threadIds: readonly string[], place: ThreadPlace): Promise<void>;
  /**
   * Goes to the branch of a message, on all devices: `activeLeafId` of the thread. Later calls for
   * the same thread replace one that could not be sent yet.
   */
  selectBranch(threadId: string, leafId: string): Promise<void>;
  /** Chooses the model of a thread's next replies, or how long that may think. */
  setInference(threadId: string, choice: InferenceChoice): Promise<void>;
  /** Makes a temporary chat one like any other. */
  keep(threadId: string): Promise<void>;
  /**
   * Moves any number of threads to the trash, from where `restore` brings them back; temporary chats are deleted for good. False where the server keeps no trash: nothing has happened then,
   * and `delete` is the way to go.
   */
  trash(threadIds: readonly string[]): Promise<boolean>;
  /** Brings threads back from the trash, to where they were. */
  restore(threadIds: readonly string[]): Promise<void>;
  /** Deletes a thread for good, also one in the trash. */
  delete(threadId: string): Promise<void>;
  /** Does nothing for a thread that is not unread. */
  markRead(threadId: string): Promise<void>;
  /**
   * For `visibilitychange`, `online` and `pageshow`: reconnects without waiting and sends waiting
   * messages.
   */
  reconcile(): void;
  /** Stops following; the client stays open. */
  close(): void;
}
