import type { Thread } from "../../shared/thread.ts";
import { without } from "./put-message.ts";
import { removeQueue } from "./put-queue.ts";
import type { ReplicaState } from "./replica.ts";

/** The state with a thread as of place `asOf` in the feed, unless a later one is held. */
export function putThread(state: ReplicaState, thread: Thread, asOf: number): ReplicaState {
  return putThreads(state, [thread], asOf);
}

/** The same for several threads: copying the state for each of a page would take a frame. */
export function putThreads(
  state: ReplicaState,
  threads: readonly Thread[],
  asOf: number,
): ReplicaState {
  const due = threads.filter(({ id }) => asOf >= (state.threadVersions[id] ?? -1));
  const later = due.filter(({ id }) => state.threadVersions[id] !== asOf);
  const changed = due.filter((thread) => {
    const held = state.threads[thread.id];
    return !held || !sameThread(held, thread);
  });
  if (later.length === 0 && changed.length === 0) return state;
  // Restored from the trash: its messages can be fetched again.
  const back = due.filter(({ id }) => state.loads[id]?.status === "missing");
  return {
    ...state,
    threads: withEntries(
      state.threads,
      changed.map((thread) => [thread.id, thread]),
    ),
    threadVersions: withEntries(
      state.threadVersions,
      later.map(({ id }) => [id, asOf]),
    ),
    loads: back.reduce((loads, { id }) => without(loads, id), state.loads),
  };
}

function withEntries<T>(
  record: Readonly<Record<string, T>>,
  entries: readonly (readonly [string, T])[],
): Readonly<Record<string, T>> {
  return entries.length === 0 ? record : { ...record, ...Object.fromEntries(entries) };
}

/** Whether this client knows that a thread was deleted. */
export function isDeleted(state: ReplicaState, threadId: string): boolean {
  return threadId in state.threadVersions && !(threadId in state.threads);
}

/** The state without a thread and everything that belongs to it, as of place `asOf` in the feed. */
export function removeThread(state: ReplicaState, threadId: string, asOf: number): ReplicaState {
  if (asOf < (state.threadVersions[threadId] ?? -1)) return state;
  const cleared = removeQueue(removeMessages(state, threadId), threadId);
  const load = state.loads[threadId];
  return {
    ...cleared,
    threads: without(state.threads, threadId),
    threadVersions: { ...state.threadVersions, [threadId]: asOf },
    loads: load
      ? { ...state.loads, [threadId]: { status: "missing", olderCursor: null } }
      : state.loads,
    pending: state.pending.filter(
      (change) => change.type !== "delete" || change.threadId !== threadId,
    ),
  };
}

/** The state without a thread's messages and their streams, except those named. */
export function removeMessages(
  state: ReplicaState,
  threadId: string,
  keep: ReadonlySet<string> = new Set(),
): ReplicaState {
  let streams = state.streams;
  const kept = Object.entries(state.messages).filter(([id, message]) => {
    if (message.threadId !== threadId || keep.has(id)) return true;
    if (message.generation) streams = without(streams, message.generation.id);
    return false;
  });
  if (kept.length === Object.keys(state.messages).length) return state;
  return { ...state, messages: Object.fromEntries(kept), streams };
}

function sameThread(a: Thread, b: Thread): boolean {
  return (
    a.title === b.title &&
    a.source?.messageId === b.source?.messageId &&
    a.provisionalTitle === b.provisionalTitle &&
    a.updatedAt === b.updatedAt &&
    a.running === b.running &&
    a.unread === b.unread &&
    a.place === b.place &&
    a.temporary === b.temporary &&
    a.projectId === b.projectId &&
    a.tags?.join("\n") === b.tags?.join("\n") &&
    a.effort === b.effort &&
    a.model === b.model &&
    a.activeLeafId === b.activeLeafId &&
    a.sharedAt === b.sharedAt &&
    a.workflowId === b.workflowId &&
    a.createdAt === b.createdAt
  );
}
