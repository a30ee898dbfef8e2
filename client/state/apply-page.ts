import type { ChatEvent } from "./chat-event.ts";
import { feedNumber } from "./feed-number.ts";
import { isBeyond, unconfirmedThreads } from "./list-place.ts";
import { withoutMessages } from "./change-tree.ts";
import { putMessages, without } from "./put-message.ts";
import { putProjects } from "./put-projects.ts";
import { putQueue, removeQueue } from "./put-queue.ts";
import { isDeleted, putThreads, removeMessages } from "./put-thread.ts";
import type { ReplicaState } from "./replica.ts";

type EventOf<T extends ChatEvent["type"]> = Extract<ChatEvent, { type: T }>;

/**
 * Marks everything held as possibly outdated: any page takes precedence from now on. Threads stay
 * on the screen, and the messages of those in `keepOpen`; the others are fetched when they are
 * opened.
 */
export function applyReset(state: ReplicaState, keepOpen: readonly string[]): ReplicaState {
  const dropped = Object.keys(state.loads).filter((threadId) => !keepOpen.includes(threadId));
  const cleared = dropped.reduce(
    (so, threadId) => removeQueue(removeMessages(so, threadId), threadId),
    state,
  );
  const kept = Object.entries(state.loads).filter(([threadId]) => keepOpen.includes(threadId));
  return {
    ...cleared,
    loads: Object.fromEntries(kept),
    feedCursor: null,
    threadVersions: {},
    projectsAsOf: -1,
    listLoads: {},
    queueVersions: {},
    removed: {},
    parents: {},
    unsure: Object.fromEntries(kept.map(([threadId]) => [threadId, newestSeq(state, threadId)])),
  };
}

/**
 * Threads that stay while no page has confirmed them, the newest ones: as many as a device keeps. So
 * a reset does not make every tab fetch all that it had.
 */
const mostUnconfirmed = 200;

/**
 * Adds a page of threads. Removes outdated threads that this page or one before should have and has
 * not; those further down stay until their page decides.
 */
export function applyThreadsPage(
  before: ReplicaState,
  { page, newest }: EventOf<"threads.page">,
): ReplicaState {
  const asOf = feedNumber(page.feedCursor);
  const next = putThreads(before, page.threads, asOf);
  const { nextCursor } = page;
  const state = withoutMissing({ ...next, threadList: { status: "ready", nextCursor } });
  if (!newest) return state;
  return {
    ...putProjects(state, page.projects ?? [], asOf),
    feedCursor: page.feedCursor,
    personalAsOf: Math.max(asOf, state.personalAsOf),
  };
}

function withoutMissing(state: ReplicaState): ReplicaState {
  const { nextCursor } = state.threadList;
  const unconfirmed = unconfirmedThreads(state);
  // The newest page has all pinned threads, and the list has no archived or temporary ones.
  const kept = unconfirmed
    .filter((thread) => !thread.place && !thread.temporary && isBeyond(thread, nextCursor))
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .slice(0, mostUnconfirmed);
  const gone = new Set(unconfirmed);
  for (const thread of kept) gone.delete(thread);
  if (gone.size === 0) return state;
  const threads = Object.entries(state.threads).filter(([, thread]) => !gone.has(thread));
  return { ...state, threads: Object.fromEntries(threads) };
}

/** Adds a page of the threads of a project, or with a tag. */
export function applyListPage(
  before: ReplicaState,
  { key, page }: EventOf<"list.page">,
): ReplicaState {
  const asOf = feedNumber(page.feedCursor);
  const state = putThreads(before, page.threads, asOf);
  const load = { status: "ready" as const, nextCursor: page.nextCursor };
  return { ...state, listLoads: { ...state.listLoads, [key]: load } };
}

/** Adds a page of a thread's messages. */
export function applyMessagesPage(
  before: ReplicaState,
  event: EventOf<"messages.page">,
): ReplicaState {
  const { threadId, page } = event;
  if (isDeleted(before, threadId)) return before;
  const held = before.loads[threadId]?.olderCursor ?? null;
  const isJoined = holdsOlder(before, event);
  const state = isJoined ? before : dropOlder(before, event);
  const olderCursor = isJoined ? held : page.olderCursor;
  const asOf = feedNumber(page.feedCursor);
  const queued = page.queue ? putQueue(state, { threadId, queue: page.queue, asOf }) : state;
  const next = putMessages(judged(queued, event), page.messages);
  return { ...next, loads: { ...next.loads, [threadId]: { status: "ready", olderCursor } } };
}

function newestSeq(state: ReplicaState, threadId: string): number {
  const own = Object.values(state.messages).filter((message) => message.threadId === threadId);
  return own.reduce((newest, { seq }) => Math.max(newest, seq), 0);
}

/**
 * The state without messages from before a reset that the page should have and has not, and with
 * the parents that the others have by now. What is older than the page stays unsure.
 */
function judged(state: ReplicaState, { threadId, page }: EventOf<"messages.page">): ReplicaState {
  const last = state.unsure[threadId];
  if (last === undefined) return state;
  const from = startOf(page);
  const copies = new Map(page.messages.map((copy) => [copy.id, copy]));
  const gone = new Set<string>();
  const messages = { ...state.messages };
  for (const held of Object.values(state.messages)) {
    if (held.threadId !== threadId || held.seq < from || held.seq > last) continue;
    const copy = copies.get(held.id);
    if (!copy) gone.add(held.id);
    else if (copy.parentId !== held.parentId)
      messages[held.id] = { ...held, parentId: copy.parentId };
  }
  const unsure = holdsBefore(state, threadId, from)
    ? { ...state.unsure, [threadId]: Math.min(last, from - 1) }
    : without(state.unsure, threadId);
  return withoutMessages({ ...state, messages, unsure }, gone);
}

/** Whether the page joins the older messages held without a gap. */
function holdsOlder(state: ReplicaState, { threadId, page }: EventOf<"messages.page">): boolean {
  const first = page.messages[0];
  return (
    first !== undefined && first.id in state.messages && holdsBefore(state, threadId, first.seq)
  );
}

function holdsBefore(state: ReplicaState, threadId: string, seq: number): boolean {
  return Object.values(state.messages).some(
    (message) => message.threadId === threadId && message.seq < seq,
  );
}

/**
 * Removes messages older than the page's, because those in between are unknown; `olderCursor` leads
 * there.
 */
function dropOlder(
  state: ReplicaState,
  { threadId, page }: EventOf<"messages.page">,
): ReplicaState {
  const from = startOf(page);
  const newer = Object.values(state.messages).filter(({ seq }) => seq >= from);
  return removeMessages(state, threadId, new Set(newer.map(({ id }) => id)));
}

/**
 * The number from which on a page has all messages. Nothing is older than a page that leads to no
 * other one: older messages that the client holds were restored since.
 */
function startOf({ olderCursor, messages }: EventOf<"messages.page">["page"]): number {
  return olderCursor === null ? 0 : (messages[0]?.seq ?? 0);
}
