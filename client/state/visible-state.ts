import type { QueuedMessage } from "../../shared/queued-message.ts";
import type { Thread } from "../../shared/thread.ts";
import type { ChatState } from "../types.ts";
import { chosenFields } from "./inference-choice.ts";
import { without } from "./put-message.ts";
import { withoutProject, withProject } from "./put-projects.ts";
import type { PendingChange, ReplicaState } from "./replica.ts";

/** The state that the app shows: with all changes that the server has not confirmed yet. */
export function visibleState(replica: ReplicaState): ChatState {
  return replica.pending.reduce<ChatState>(layOver, replica);
}

function layOver(state: ChatState, change: PendingChange): ChatState {
  switch (change.type) {
    case "rename":
      return withThread(state, change.threadId, { title: change.title });
    case "place":
      return withThread(state, change.threadId, {
        place: change.place === "listed" ? undefined : change.place,
      });
    case "keep":
      return withThread(state, change.threadId, { temporary: undefined });
    case "tags":
      return withThread(state, change.threadId, {
        tags: change.tags.length === 0 ? undefined : [...change.tags],
      });
    case "project":
      return withThread(state, change.threadId, { projectId: change.projectId ?? undefined });
    case "project.put":
      return { ...state, projects: withProject(state.projects, change.project) };
    case "project.delete":
      return withoutProject(state, change.projectId);
    case "inference":
      return withThread(state, change.threadId, chosenFields(change.choice));
    case "branch":
      return withThread(state, change.threadId, { activeLeafId: change.leafId });
    case "read":
      return withThread(state, change.threadId, { unread: false });
    case "delete":
      return {
        ...state,
        threads: without(state.threads, change.threadId),
        loads: { ...state.loads, [change.threadId]: { status: "missing", olderCursor: null } },
      };
    case "unqueue":
      return withQueues(state, (queue) => queue.filter(({ id }) => id !== change.id));
    case "sendNow":
      return withQueues(state, (queue) =>
        queue.map((each) => (each.id === change.id ? { ...each, urgent: true } : each)),
      );
    case "feedback":
      return withFeedback(state, change);
    case "continue":
      return withoutGeneration(state, change.messageId);
    case "regenerate":
      return withReply(state, change);
  }
}

function withReply(
  before: ChatState,
  { reply, keepsBranch }: Extract<PendingChange, { type: "regenerate" }>,
): ChatState {
  const state = keepsBranch
    ? before
    : withThread(before, reply.threadId, { activeLeafId: reply.id });
  if (state.messages[reply.id]) return state;
  return { ...state, messages: { ...state.messages, [reply.id]: reply } };
}

/** A reply in progress whose generation the server has not sent yet. */
function withoutGeneration(state: ChatState, messageId: string): ChatState {
  const held = state.messages[messageId];
  if (!held) return state;
  return { ...state, messages: { ...state.messages, [messageId]: { ...held, generation: null } } };
}

function withFeedback(
  state: ChatState,
  { messageId, kind, comment }: Extract<PendingChange, { type: "feedback" }>,
): ChatState {
  const held = state.messages[messageId];
  if (!held) return state;
  const stays = held.feedback?.kind === kind ? held.feedback?.comment : undefined;
  const words = (kind === null ? "" : (comment ?? stays)) || undefined;
  const revision = held.feedback?.revision ?? 0;
  const feedback = { kind, ...(words === undefined ? {} : { comment: words }), revision };
  const message = { ...held, feedback };
  return { ...state, messages: { ...state.messages, [messageId]: message } };
}

function withQueues(
  state: ChatState,
  change: (queue: readonly QueuedMessage[]) => readonly QueuedMessage[],
): ChatState {
  const queues = Object.entries(state.queues).map(([id, queue]) => [id, change(queue)]);
  return { ...state, queues: Object.fromEntries(queues) };
}

function withThread(state: ChatState, threadId: string, change: Partial<Thread>): ChatState {
  const thread = state.threads[threadId];
  if (!thread) return state;
  return { ...state, threads: { ...state.threads, [threadId]: { ...thread, ...change } } };
}
