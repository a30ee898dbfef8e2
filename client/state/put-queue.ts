import type { QueuedMessage } from "../../shared/queued-message.ts";
import { without } from "./put-message.ts";
import type { ReplicaState } from "./replica.ts";

/** A thread's queue, as of a place in the feed. */
export interface QueueCopy {
  threadId: string;
  queue: readonly QueuedMessage[];
  asOf: number;
}

/** The state with a thread's queue as of place `asOf` in the feed, unless a later one is held. */
export function putQueue(state: ReplicaState, { threadId, queue, asOf }: QueueCopy): ReplicaState {
  const version = state.queueVersions[threadId] ?? -1;
  if (asOf < version) return state;
  const queueVersions =
    asOf === version ? state.queueVersions : { ...state.queueVersions, [threadId]: asOf };
  if (queue.length > 0)
    return { ...state, queueVersions, queues: { ...state.queues, [threadId]: queue } };
  const queues = without(state.queues, threadId);
  return queues === state.queues && queueVersions === state.queueVersions
    ? state
    : { ...state, queueVersions, queues };
}

/** The state without a thread's queue; any copy takes precedence from now on. */
export function removeQueue(state: ReplicaState, threadId: string): ReplicaState {
  const queues = without(state.queues, threadId);
  const queueVersions = without(state.queueVersions, threadId);
  return queues === state.queues && queueVersions === state.queueVersions
    ? state
    : { ...state, queues, queueVersions };
}
