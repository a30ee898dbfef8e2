import { newId } from "../../shared/ids.ts";
import type { Message } from "../../shared/message.ts";
import type { Thread, ThreadPlace } from "../../shared/thread.ts";
import { RequestError, toRequestError } from "../request-error.ts";
import { optimisticSibling } from "../state/optimistic.ts";
import type { ChatEvent } from "../state/chat-event.ts";
import { feedNumber } from "../state/feed-number.ts";
import type { InferenceChoice } from "../state/inference-choice.ts";
import type { PendingChange, Rating } from "../state/replica.ts";
import type { RegenerateOptions } from "../message-changes.ts";
import { carryOut, carryOutLast } from "./carry-out.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/** The changes returned by a call. */
function answerOf(thread: Thread, messages: Message[] = []): (asOf: number) => ChatEvent {
  return (asOf) => ({ type: "answer", thread, messages, asOf });
}

/** Shows a new title immediately. */
export function renameThread(
  context: StoreContext,
  threadId: string,
  title: string,
): Promise<void> {
  const change: PendingChange = { type: "rename", threadId, title };
  return carryOutLast(context, { of: `title of ${threadId}`, change }, async () =>
    answerOf(await context.client.api.threads.rename.mutate({ threadId, title })),
  );
}

/** Shows a thread in its new place immediately. */
export function setPlace(
  context: StoreContext,
  threadId: string,
  place: ThreadPlace,
): Promise<void> {
  const change: PendingChange = { type: "place", threadId, place };
  return carryOutLast(context, { of: `place of ${threadId}`, change }, async () =>
    answerOf(await context.client.api.threads.setPlace.mutate({ threadId, place })),
  );
}

/** Shows a temporary chat in the list immediately. */
export function keepThread(context: StoreContext, threadId: string): Promise<void> {
  return carryOut(context, { type: "keep", threadId }, async () =>
    answerOf(await context.client.api.threads.keepTemporary.mutate({ threadId })),
  );
}

/** Shows a thread with these tags immediately. */
export function setTags(
  context: StoreContext,
  threadId: string,
  tags: readonly string[],
): Promise<void> {
  const change: PendingChange = { type: "tags", threadId, tags };
  return carryOutLast(context, { of: `tags of ${threadId}`, change }, async () =>
    answerOf(await context.client.api.threads.setTags.mutate({ threadId, tags: [...tags] })),
  );
}

/** Shows the choices for a thread's next replies immediately. */
export function setInference(
  context: StoreContext,
  threadId: string,
  choice: InferenceChoice,
): Promise<void> {
  const change: PendingChange = { type: "inference", threadId, choice };
  const of = `${threadId} ${Object.keys(choice).join()}`;
  return carryOutLast(context, { of, change }, async () =>
    answerOf(await context.client.api.threads.setInference.mutate({ threadId, ...choice })),
  );
}

/** Goes to another branch of a thread immediately. */
export function selectBranch(
  context: StoreContext,
  threadId: string,
  leafId: string,
): Promise<void> {
  const change: PendingChange = { type: "branch", threadId, leafId };
  return carryOutLast(context, { of: `${threadId} branch`, change }, async () => {
    const { threads } = context.client.api;
    const { thread, feedCursor } = await threads.selectBranch.mutate({
      threadId,
      messageId: leafId,
    });
    // As of its own place in the feed: an older event that comes later would lead back for a moment.
    return (asOf) => answerOf(thread)(asOf >= 0 ? feedNumber(feedCursor) : asOf);
  });
}

/** Copies the messages up to one into a new thread; resolves to its id once the server has it. */
export async function forkThread(
  { client, holder, pause, signal }: StoreContext,
  messageId: string,
): Promise<string> {
  const threadId = newId("thread");
  const { asOf, epoch } = holder.now();
  const { threads } = client.api;
  const thread = await persist(() => threads.fork.mutate({ messageId, threadId }), pause, signal);
  holder.apply(answerOf(thread)(holder.now().epoch === epoch ? asOf : -1));
  return threadId;
}

/** Marks a thread as read immediately. */
export async function markThreadRead(context: StoreContext, threadId: string): Promise<void> {
  if (!context.holder.visible.get().threads[threadId]?.unread) return;
  await carryOut(context, { type: "read", threadId }, async () =>
    answerOf(await context.client.api.threads.markRead.mutate({ threadId })),
  );
}

/** Hides a thread immediately. One that is already gone counts as deleted. */
export async function deleteThread(context: StoreContext, threadId: string): Promise<void> {
  const { client, holder, pause, signal, deletedHere } = context;
  const change: PendingChange = { type: "delete", threadId };
  deletedHere.add(threadId);
  holder.apply({ type: "pending", change });
  try {
    await persist(() => client.api.threads.delete.mutate({ threadId }), pause, signal);
  } catch (cause) {
    if (toRequestError(cause).code === "not_found") return;
    deletedHere.delete(threadId);
    holder.apply({ type: "settled", change });
    throw cause;
  }
}

/**
 * Shows the user's rating of a reply immediately; null removes it. Without a comment, that of the
 * same rating stays; an empty one removes it.
 */
export async function giveFeedback(
  context: StoreContext,
  messageId: string,
  rating: Rating,
): Promise<void> {
  const change: PendingChange = { type: "feedback", messageId, ...rating };
  return carryOutLast(context, { of: messageId, change }, async () => {
    const { api } = context.client;
    const { thread, message } = await api.messages.giveFeedback.mutate({ messageId, ...rating });
    return answerOf(thread, [message]);
  });
}

/** Shows an empty sibling of a reply immediately; the server starts another generation for it. */
export function regenerateReply(
  context: StoreContext,
  messageId: string,
  { model, instruction, keepsBranch = false }: RegenerateOptions = {},
): { replyId: string; done: Promise<void> } {
  const replyId = newId("message");
  const of = context.holder.get().messages[messageId];
  if (!of)
    return {
      replyId,
      done: Promise.reject(new RequestError("not_found", "No such message here.")),
    };
  const reply = optimisticSibling(of, replyId, new Date().toISOString());
  const done = carryOut(context, { type: "regenerate", reply, keepsBranch }, async () => {
    const again = { messageId, replyId, model, instruction, keepsBranch };
    const answer = await context.client.api.messages.regenerate.mutate(again);
    return answerOf(answer.thread, [answer.reply]);
  });
  return { replyId, done };
}

/** Stops a reply; its end arrives with the generation's events. */
export async function stopGeneration(
  { client, pause, signal }: StoreContext,
  generationId: string,
): Promise<void> {
  const { generations } = client.api;
  await persist(() => generations.stop.mutate({ generationId }), pause, signal);
}

/**
 * Shows immediately that a reply continues; the server starts another generation for the same
 * message. Concurrent calls are one.
 */
export function continueReply(context: StoreContext, messageId: string): Promise<void> {
  const { continuing } = context;
  const begun = continuing.get(messageId) ?? askToContinue(context, messageId);
  continuing.set(messageId, begun);
  return begun.finally(() => continuing.delete(messageId));
}

async function askToContinue(context: StoreContext, messageId: string): Promise<void> {
  const generationId = newId("generation");
  await carryOut(context, { type: "continue", messageId }, async () => {
    const { messages } = context.client.api;
    const { thread, reply } = await messages.continue.mutate({ messageId, generationId });
    return answerOf(thread, [reply]);
  });
}
