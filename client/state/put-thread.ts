import type { Thread } from "../../shared/thread.ts";
import { without } from "./put-message.ts";
import { removeQueue } from "./put-queue.ts";
import type { ReplicaState } from "./replica.ts";

/** The state with a thread as of place `asOf` in the feed, unless a later one is held. */
export function putThread(state: ReplicaState, thread: Thread, asOf: number): ReplicaState {
  const version = state.threadVersions[thread.id] ?? -1;
  if (asOf < version) return state;
  const threadVersions =
    asOf === version ? state.threadVersions : { ...state.threadVersions, [thread.id]: asOf };
  const held = state.threads[thread.id];
  const threads =
    held && sameThread(held, thread) ? state.threads : { ...state.threads, [thread.id]: thread };
  if (threads === state.threads && threadVersions === state.threadVersions) return state;
  // Restored from the trash: its messages can be fetched again.
  const isBack = state.loads[thread.id]?.status === "missing";
  const loads = isBack ? without(state.loads, thread.id) : state.loads;
  return { ...state, threads, threadVersions, loads };
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
    a.updatedAt === b.updatedAt &&
    a.running === b.running &&
    a.unread === b.unread &&
    a.place === b.place &&
    a.effort === b.effort &&
    a.model === b.model &&
    a.activeLeafId === b.activeLeafId &&
    a.sharedAt === b.sharedAt &&
    a.workflowId === b.workflowId &&
    a.createdAt === b.createdAt
  );
}
