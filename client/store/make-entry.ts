import { newId } from "../../shared/ids.ts";
import { replyIds } from "../outbox-plan.ts";
import { activeBranch, isUnfinished, nextParentId } from "../state/selectors.ts";
import type { SayInput } from "../say-input.ts";
import type { ChatState, OutboxEntry, Wording } from "../types.ts";

/**
 * The outbox entry of a new message, given the state on the screen.
 *
 * @throws Error for the end of a thread whose messages are not loaded
 */
export function makeEntry(
  {
    threadId,
    text,
    attachments = [],
    workflowId,
    temporary,
    effort,
    model,
    compareWith,
    answerBy,
    ...input
  }: SayInput,
  state: ChatState,
): OutboxEntry {
  const parentId = input.parentId === undefined ? endOf(state, threadId) : input.parentId;
  const queued = parentId !== null && (isUnderWay(state, parentId) || hasQueue(state, threadId));
  return {
    ...newEntry({ text, attachments }, state),
    threadId: threadId ?? newId("thread"),
    parentId,
    workflowId,
    ...(temporary && threadId === null ? { temporary } : {}),
    projectId: input.projectId,
    provisionalTitle: input.provisionalTitle,
    effort,
    model,
    ...(compareWith !== undefined && !queued
      ? { compareWith: { replyId: newId("message"), model: compareWith } }
      : {}),
    ...(answerBy === undefined ? {} : { answerBy }),
    queued,
  };
}

/**
 * The outbox entry of another version of a message on the screen.
 *
 * @throws Error for a message that is not loaded
 */
export function makeEdit(edits: string, wording: Wording, state: ChatState): OutboxEntry {
  const message = shownMessage(state, edits);
  if (!message) throw new Error("this message is not known: open its thread first");
  const { threadId, parentId } = message;
  return { ...newEntry(wording, state), threadId, parentId, edits };
}

function shownMessage({ messages, outbox }: ChatState, messageId: string) {
  return messages[messageId] ?? outbox.find(({ id }) => id === messageId);
}

function newEntry({ text, attachments }: Wording, state: ChatState) {
  return {
    id: newId("message"),
    replyId: newId("message"),
    text,
    ...(attachments.length > 0 ? { attachments } : {}),
    userId: state.user?.id ?? state.keptFor ?? undefined,
    createdAt: new Date().toISOString(),
    state: "sending" as const,
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
