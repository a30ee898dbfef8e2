import { isBeyond } from "../../../client/state/list-place.ts";
import { putMessages } from "../../../client/state/put-message.ts";
import { putQueue } from "../../../client/state/put-queue.ts";
import { emptyReplica, type ReplicaState } from "../../../client/state/replica.ts";
import type { ChatState, StreamPosition } from "../../../client/types.ts";
import type { Message } from "../../../shared/message.ts";
import type { Project } from "../../../shared/project.ts";
import type { QueuedMessage } from "../../../shared/queued-message.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Workflows } from "../../state/workflows.ts";

/** What the sidebar and the empty chat show. */
export interface KeptList {
  userId: string;
  threads: readonly Thread[];
  projects: readonly Project[];
  workflows: Workflows | null;
}

/** A chat as it was last read here. */
export interface KeptThread {
  id: string;
  thread: Thread;
  messages: readonly Message[];
  olderCursor: string | null;
  /** How far its replies in progress were read. */
  streams: Readonly<Record<string, StreamPosition>>;
  queue: readonly QueuedMessage[];
}

export interface KeptSize {
  id: string;
  /** Of the messages as JSON, in characters. */
  length: number;
  /** Unix milliseconds. */
  readAt: number;
}

/** Rows of the sidebar. */
const mostListed = 200;
const mostThreads = 30;
/** Of each chat; older messages are fetched when they are scrolled to. */
const mostMessages = 200;
/** In characters of JSON: of one chat, and of all. */
const longestThread = 1_000_000;
const longestAll = 10_000_000;

/**
 * The list to keep: what is loaded, and the rows before it that are not known to be gone. Temporary
 * chats are never kept.
 */
export function listToKeep(
  state: ChatState,
  { userId, workflows }: Pick<KeptList, "userId" | "workflows">,
  before?: KeptList,
): KeptList {
  const older = before?.userId === userId ? before.threads : [];
  const kept = [
    ...Object.values(state.threads).filter(({ temporary }) => !temporary),
    ...older.filter((thread) => !(thread.id in state.threads) && !isGone(state, thread)),
  ];
  kept.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  return { userId, threads: kept.slice(0, mostListed), projects: state.projects, workflows };
}

/** The list without a chat that is gone. */
export function withoutRow(list: KeptList, threadId: string): KeptList {
  return { ...list, threads: list.threads.filter(({ id }) => id !== threadId) };
}

/** Whether a chat that is not loaded was deleted, or is further up in the list than the pages here. */
function isGone({ loads, threadList }: ChatState, thread: Thread): boolean {
  if (loads[thread.id]?.status === "missing") return true;
  // The list has no archived chats.
  return thread.place !== "archived" && !isBeyond(thread, threadList.nextCursor);
}

/** What to keep of a chat. */
export interface ThreadCopy {
  kept: KeptThread;
  /** Of the messages as JSON, in characters. */
  length: number;
}

/**
 * The newest messages of a chat, as many as may be kept; `nothing` for a temporary chat, and for one
 * whose newest message is longer than a copy may be; null while the chat is not loaded.
 *
 * @param loaded all of the chat's messages that are loaded
 * @param lengthOf of a message as JSON
 */
export function threadToKeep(
  state: ChatState,
  { id: threadId, loaded }: { id: string; loaded: readonly Message[] },
  lengthOf: (message: Message) => number,
): ThreadCopy | "nothing" | null {
  const thread = state.threads[threadId];
  const load = state.loads[threadId];
  if (!thread || load?.status !== "ready") return null;
  if (thread.temporary) return "nothing";
  const all = loaded.filter(isFromServer).toSorted((a, b) => b.seq - a.seq);
  const messages: Message[] = [];
  let length = 0;
  for (const message of all.slice(0, mostMessages)) {
    length += lengthOf(message);
    if (length > longestThread) break;
    messages.push(message);
  }
  if (all.length === 0) return null;
  const oldest = messages.at(-1);
  if (!oldest) return "nothing";
  const isWhole = messages.length === all.length;
  const live = messages.flatMap(({ generation }) => generation?.id ?? []);
  const streams = Object.entries(state.streams).filter(([id]) => live.includes(id));
  const kept = {
    id: threadId,
    thread,
    messages,
    // The server's cursor of an older page is the `seq` of the message after it.
    olderCursor: isWhole ? load.olderCursor : String(oldest.seq),
    streams: Object.fromEntries(streams),
    queue: state.queues[threadId] ?? [],
  };
  return { kept, length: Math.min(length, longestThread) };
}

/**
 * Whether the server has sent a message as it is. One that is sent, written anew or continued here
 * has no generation until the server has answered, and would look settled for ever.
 */
const isFromServer = ({ role, generation }: Message) => role === "user" || generation !== null;

/** The chats that have to go, the longest unread first. */
export function surplus(sizes: readonly KeptSize[]): string[] {
  let length = 0;
  return sizes
    .toSorted((a, b) => b.readAt - a.readAt)
    .filter((size, index) => {
      length += size.length;
      return index >= mostThreads || length > longestAll;
    })
    .map(({ id }) => id);
}

/** The state with a kept list, unless the server's is here. */
export function withKeptList(state: ReplicaState, kept: KeptList): ReplicaState {
  if (state.threadList.status === "ready" || state.feedCursor !== null) return state;
  if (state.user !== null && state.user.id !== kept.userId) return state;
  const threads = Object.fromEntries(kept.threads.map((thread) => [thread.id, thread]));
  return {
    ...state,
    keptFor: kept.userId,
    threads: { ...threads, ...state.threads },
    projects: state.projects.length > 0 ? state.projects : kept.projects,
  };
}

/** The state with a kept chat, unless its messages are here. As after a reset, any page corrects it. */
export function withKeptThread(state: ReplicaState, kept: KeptThread): ReplicaState {
  const { id: threadId, olderCursor, queue } = kept;
  if (!isAwaited(state, threadId)) return state;
  // Releases before kept others too.
  const messages = kept.messages.filter(isFromServer);
  const newest = messages[0]?.seq ?? 0;
  const next = putQueue(state, { threadId, queue, asOf: -1 });
  return putMessages(
    {
      ...next,
      threads: { ...next.threads, [threadId]: next.threads[threadId] ?? kept.thread },
      streams: { ...kept.streams, ...next.streams },
      loads: { ...next.loads, [threadId]: { status: "ready", olderCursor, isCopy: true } },
      unsure: { ...next.unsure, [threadId]: newest },
    },
    messages,
  );
}

/** The state once a session has ended before the server has said whose it is: without copies. */
export function withoutCopies(state: ReplicaState): ReplicaState {
  if (state.user !== null || state.keptFor === null) return state;
  return { ...emptyReplica, outbox: state.outbox };
}

/** The state with a chat of which nothing is kept. */
export function withoutKeptThread(state: ReplicaState, threadId: string): ReplicaState {
  if (!isAwaited(state, threadId)) return state;
  return {
    ...state,
    loads: { ...state.loads, [threadId]: { status: "away", olderCursor: null } },
  };
}

function isAwaited({ loads }: ReplicaState, threadId: string): boolean {
  const status = loads[threadId]?.status;
  return status === "loading" || status === "away";
}
