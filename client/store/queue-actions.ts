import type { ChatEvent } from "../state/chat-event.ts";
import { feedNumber } from "../state/feed-number.ts";
import type { QueueCopy } from "../state/put-queue.ts";
import type { PendingChange } from "../state/replica.ts";
import { RequestError, toRequestError } from "../request-error.ts";
import type { ChatState } from "../types.ts";
import { carryOut } from "./carry-out.ts";
import type { StoreContext } from "./store-context.ts";

/** Moves a queued message to the front immediately; the server stops the reply before it. */
export function sendQueuedNow(context: StoreContext, id: string): Promise<void> {
  const { messages } = context.client.api;
  return changeQueue(context, { type: "sendNow", id }, () => messages.sendNow.mutate({ id }));
}

/**
 * Hides a queued message immediately. One in the outbox may be on its way to the server or already
 * there, so the server is called too, unless it never had the thread.
 *
 * @param discard removes an entry of the outbox
 */
export async function unqueueMessage(
  context: StoreContext,
  discard: (entryId: string) => void,
  id: string,
): Promise<void> {
  const { messages } = context.client.api;
  const state = context.holder.get();
  const entry = state.outbox.find((each) => each.id === id);
  const threadId = entry?.threadId ?? threadOfQueued(state, id);
  if (threadId === undefined) throw new RequestError("not_found", "No such message in the queue.");
  const call = () => messages.unqueue.mutate({ id, threadId });
  const done = changeQueue(context, { type: "unqueue", id }, call);
  if (entry) discard(id);
  try {
    await done;
  } catch (cause) {
    if (!entry || toRequestError(cause).code !== "not_found") throw cause;
  }
}

function threadOfQueued({ queues }: ChatState, id: string): string | undefined {
  return Object.keys(queues).find((threadId) => queues[threadId]?.some((each) => each.id === id));
}

type QueueAnswer = Omit<QueueCopy, "asOf"> & { feedCursor: string };

/**
 * A thread's queue as returned by a call. It counts as of the response's place in the feed, so that
 * older events that arrive later do not undo it.
 *
 * @param isSameFeed whether places in the feed still mean the same as at the time of the call
 */
export function toQueueEvent(
  { feedCursor, ...copy }: QueueAnswer,
  isSameFeed: boolean,
): Extract<ChatEvent, { type: "queue" }> {
  return { type: "queue", ...copy, asOf: isSameFeed ? feedNumber(feedCursor) : -1 };
}

function changeQueue(
  context: StoreContext,
  change: Extract<PendingChange, { type: "sendNow" | "unqueue" }>,
  call: () => Promise<QueueAnswer>,
): Promise<void> {
  return carryOut(context, change, async () => {
    const answer = await call();
    return (asOf) => toQueueEvent(answer, asOf >= 0);
  });
}
