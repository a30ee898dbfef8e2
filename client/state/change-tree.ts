import type { TreeChange } from "../../shared/feed-event.ts";
import type { Message } from "../../shared/message.ts";
import { putMessages, without } from "./put-message.ts";
import type { ReplicaState } from "./replica.ts";

/** Deletes messages, brings some back, and gives others another parent. */
export function changeTree(state: ReplicaState, change: TreeChange): ReplicaState {
  const restored = new Set(change.restored.map(({ id }) => id));
  const gone = new Set(change.removed);
  const removed: Record<string, true> = {};
  for (const id of [...Object.keys(state.removed), ...gone])
    if (!restored.has(id)) removed[id] = true;
  const parents: Record<string, string | null> = { ...state.parents };
  for (const { id, parentId } of change.moved) parents[id] = parentId;
  const known = { ...withoutMessages(state, gone), removed, parents };
  const messages: Record<string, Message> = { ...known.messages };
  for (const { id, parentId } of change.moved) {
    const held = messages[id];
    if (held) messages[id] = { ...held, parentId };
  }
  const status = state.loads[change.threadId]?.status;
  // The messages of a thread that is not open are fetched when it is opened.
  const isOpen = status === "ready" || status === "loading";
  return putMessages({ ...known, messages }, isOpen ? change.restored : []);
}

/** The state without messages and their streams. */
export function withoutMessages(state: ReplicaState, ids: ReadonlySet<string>): ReplicaState {
  const held = Object.values(state.messages).filter(({ id }) => ids.has(id));
  if (held.length === 0) return state;
  let streams = state.streams;
  for (const { generation } of held) if (generation) streams = without(streams, generation.id);
  const messages = Object.fromEntries(
    Object.entries(state.messages).filter(([id]) => !ids.has(id)),
  );
  return { ...state, messages, streams };
}
