import { newId } from "../../shared/ids.ts";
import { replyIds } from "../outbox-plan.ts";
import { activeBranch, isUnfinished, nextParentId } from "../state/selectors.ts";
import type { ChatState, OutboxEntry, SayInput } from "../types.ts";

/**
 * The outbox entry of a new message, given the state on the screen.
 *
 * @throws Error for the end of a thread whose messages are not loaded
 */
export function makeEntry(
  { threadId, text, attachments = [], workflowId, effort, model, compareWith, ...input }: SayInput,
  state: ChatState,
): OutboxEntry {
  const parentId = input.parentId === undefined ? endOf(state, threadId) : input.parentId;
  const queued = parentId !== null && (isUnderWay(state, parentId) || hasQueue(state, threadId));
  return {
    id: newId("message"),
    replyId: newId("message"),
    threadId: threadId ?? newId("thread"),
    parentId,
    text,
    ...(attachments.length > 0 ? { attachments } : {}),
    workflowId,
    effort,
    model,
    ...(compareWith !== undefined && !queued
      ? { compareWith: { replyId: newId("message"), model: compareWith } }
      : {}),
    queued,
    userId: state.user?.id,
    createdAt: new Date().toISOString(),
    state: "sending",
  };
}

function endOf(state: ChatState, threadId: string | null): string | null {
  if (threadId === null) return null;
  const end = nextParentId(activeBranch(state, threadId));
  const isEmpty = end === null && state.loads[threadId]?.status === "ready";
  if (end === null && !isEmpty)
    throw new Error("the end of this thread is not known: open it first");
  return end;
}

/** Whether messages of a thread wait: if the reply before them ended early, they go out first. */
function hasQueue({ queues }: ChatState, threadId: string | null): boolean {
  return (queues[threadId ?? ""]?.length ?? 0) > 0;
}

/** Whether a reply, or the message it answers, is in progress. */
function isUnderWay({ messages, outbox }: ChatState, replyId: string): boolean {
  const reply = messages[replyId];
  if (reply) return isUnfinished(reply);
  return outbox.some((entry) => replyIds(entry).includes(replyId) && entry.state === "sending");
}
