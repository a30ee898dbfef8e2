import type { FeedEvent } from "../../shared/feed-event.ts";
import { applyStream } from "./apply-stream.ts";
import { applyMessagesPage, applyListPage, applyReset, applyThreadsPage } from "./apply-page.ts";
import { changeTree } from "./change-tree.ts";
import type { ChatEvent } from "./chat-event.ts";
import { feedNumber } from "./feed-number.ts";
import { putMessages, without } from "./put-message.ts";
import { applyProjectAnswer, applyProjectDeleted, putProjects } from "./put-projects.ts";
import { putQueue } from "./put-queue.ts";
import { isDeleted, putThread, removeMessages, removeThread } from "./put-thread.ts";
import { emptyReplica, type ReplicaState } from "./replica.ts";

/**
 * Applies an event to the state. Pure; what has not changed keeps its identity.
 *
 * Fetched pages and feed events may come in any order. A thread is the copy with the latest place
 * in the feed, and a message only ever moves from live to final. So a late page undoes nothing, and
 * a repeated event changes nothing.
 */
export function applyEvent(state: ReplicaState, event: ChatEvent): ReplicaState {
  switch (event.type) {
    case "user":
      return { ...state, user: event.user };
    case "cleared":
      return { ...emptyReplica, outbox: state.outbox };
    case "adopted":
      return event.change(state);
    case "feed":
      return applyFeed(state, event);
    case "stream":
      return applyStream(state, event);
    case "stream.opened":
      if (state.streams[event.generationId]) return state;
      return {
        ...state,
        streams: { ...state.streams, [event.generationId]: { cursor: null, lastTextAt: event.at } },
      };
    case "reset":
      return applyReset(state, event.keepOpen);
    case "threads.failed":
      return { ...state, threadList: { ...state.threadList, status: "failed" } };
    case "threads.page":
      return applyThreadsPage(state, event);
    case "project.answer":
      return applyProjectAnswer(state, event);
    case "project.deleted":
      return applyProjectDeleted(state, event);
    case "list.load":
      return setListLoad(state, event);
    case "list.page":
      return applyListPage(state, event);
    case "thread.loading":
      return setLoad(state, event.threadId, "loading");
    case "thread.failed":
      return setLoad(
        event.status === "missing" ? forget(state, event.threadId) : state,
        event.threadId,
        event.status,
      );
    case "thread.begun":
      return setLoad(state, event.threadId, "ready");
    case "messages.page":
      return applyMessagesPage(state, event);
    case "answer":
      return applyAnswer(state, event);
    case "queue":
      return isDeleted(state, event.threadId) ? state : putQueue(state, event);
    case "outbox":
      return { ...state, outbox: event.entries };
    case "pending":
      return { ...state, pending: [...state.pending, event.change] };
    case "settled":
      return { ...state, pending: state.pending.filter((change) => change !== event.change) };
  }
}

function applyFeed(
  before: ReplicaState,
  { cursor, event }: Extract<ChatEvent, { type: "feed" }>,
): ReplicaState {
  const at = feedNumber(cursor);
  const isNews = before.feedCursor === null || at > feedNumber(before.feedCursor);
  const state = isNews ? { ...before, feedCursor: cursor } : before;
  switch (event.type) {
    case "thread.put":
      return putThread(state, event.thread, at);
    // The client knows the signed-in user, and learns of changes from the feed's follower.
    case "user.put":
      return applyOwn(state, event, at);
    case "tree.changed":
      return changeTree(state, event);
    case "thread.deleted":
      return removeThread(state, event.threadId, at);
    case "message.put": {
      const status = state.loads[event.message.threadId]?.status;
      // The messages of a thread that is not open are fetched when it is opened.
      return status === "ready" || status === "loading"
        ? putMessages(state, [event.message])
        : state;
    }
    case "queue.put": {
      const status = state.loads[event.threadId]?.status;
      return status === "ready" || status === "loading"
        ? putQueue(state, { ...event, asOf: at })
        : state;
    }
  }
}

/** Other changes of the user's own. */
function applyOwn(
  state: ReplicaState,
  { projects, personal }: Extract<FeedEvent, { type: "user.put" }>,
  at: number,
): ReplicaState {
  const next = projects ? putProjects(state, projects, at) : state;
  return personal ? { ...next, personalAsOf: Math.max(at, next.personalAsOf) } : next;
}

function setListLoad(
  state: ReplicaState,
  { key, status }: Extract<ChatEvent, { type: "list.load" }>,
): ReplicaState {
  const nextCursor = state.listLoads[key]?.nextCursor ?? null;
  const listLoads = { ...state.listLoads, [key]: { status, nextCursor } };
  return { ...state, listLoads };
}

function applyAnswer(
  state: ReplicaState,
  event: Extract<ChatEvent, { type: "answer" }>,
): ReplicaState {
  const next = event.thread ? putThread(state, event.thread, event.asOf) : state;
  return putMessages(
    next,
    event.messages.filter((message) => !isDeleted(next, message.threadId)),
  );
}

/** Removes a thread that the server does not have; for one it once confirmed, the feed tells. */
function forget(state: ReplicaState, threadId: string): ReplicaState {
  const threads =
    threadId in state.threadVersions ? state.threads : without(state.threads, threadId);
  return { ...removeMessages(state, threadId), threads };
}

function setLoad(
  state: ReplicaState,
  threadId: string,
  status: "loading" | "ready" | "failed" | "missing",
): ReplicaState {
  if (isDeleted(state, threadId) && status !== "missing") return state;
  const olderCursor = state.loads[threadId]?.olderCursor ?? null;
  return { ...state, loads: { ...state.loads, [threadId]: { status, olderCursor } } };
}
