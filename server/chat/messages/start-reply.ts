import type { AnalyticsFact } from "../../../shared/analytics.ts";
import { messageFact } from "../../analytics/message-fact.ts";
import type { Transaction } from "../../platform/db/client.ts";
import type { Attachment } from "../../../shared/attachment.ts";
import type { Message } from "../../../shared/message.ts";
import type { AnswerBy, ComparedReply } from "../../../shared/requests.ts";
import type { Thread } from "../../../shared/thread.ts";
import { newId } from "../../../shared/ids.ts";
import { nextTurn } from "./next-turn.ts";
import { RequestError } from "../../platform/errors.ts";
import { appendFeedAndRecord } from "../feed/append-feed.ts";
import type { LockedThread } from "../threads/lock-thread.ts";
import { toThread } from "../threads/thread-view.ts";
import { pickModel, requireChoice } from "../threads/pick-model.ts";
import { findAnswering } from "./answering.ts";
import type { Follows } from "./leaf-after.ts";
import type { Starting } from "./start-transaction.ts";
import { type NewGeneration, type ReplyStart, type StoredRow, storeReply } from "./store-reply.ts";

/** A user's message and the reply to it. */
export interface MessageStart {
  thread: LockedThread;
  userId: string;
  id: string;
  replyId: string;
  parentId: string | null;
  text: string;
  /** Files that are already attached. */
  attachments: Attachment[];
  /** A second reply to start beside the first; absent for none. */
  compareWith?: ComparedReply | undefined;
  /** Who answers this message alone; absent leaves it to the thread. */
  answerBy?: AnswerBy | undefined;
  /** By default `always`. */
  follows?: Follows | undefined;
}

/** The result of a send. */
export interface SentMessage {
  thread: Thread;
  message: Message;
  reply: Message;
  /** The second reply, if one was requested. */
  compared?: Message;
}

/** The stored rows. */
export interface StartedReply {
  thread: Thread;
  message: Message | null;
  reply: Message;
}

/**
 * Starts the reply to a user's new message, and a second one beside it if wanted; see `startReply`.
 *
 * @throws RequestError `conflict` when a message id is taken; `model_unavailable` for a second model
 *   that the user may not choose
 */
export async function startMessage(
  tx: Transaction,
  starting: Starting,
  {
    thread,
    userId,
    id,
    replyId,
    parentId,
    text,
    attachments,
    compareWith,
    answerBy,
    follows = "always",
  }: MessageStart,
): Promise<SentMessage> {
  requireChoice(starting, thread, compareWith?.model);
  const answering = await findAnswering(tx, starting, { thread, answerBy });
  const started = await startReply(tx, starting, {
    thread,
    userId,
    message: { id, parentId, text, ...(attachments.length > 0 ? { attachments } : {}) },
    reply: { id: replyId, parentId: id },
    waitedFor: parentId,
    ...answering,
    follows,
  });
  const { message, reply } = started;
  if (!message) throw new Error("a reply was started without its message");
  if (!compareWith) return { thread: started.thread, message, reply };
  const second = await startReply(tx, starting, {
    thread,
    userId,
    message: null,
    reply: { id: compareWith.replyId, parentId: id },
    waitedFor: null,
    model: compareWith.model,
    follows: "never",
  });
  return { thread: second.thread, message, reply, compared: second.reply };
}

/**
 * Stores the messages, the generation and the feed events of a new reply in a locked thread, and
 * dispatches it. Uses few statements, because the user waits for them.
 *
 * @throws RequestError `conflict` when a message id is taken; `forbidden` when the user may no
 *   longer use the workflow; `model_unavailable` when the user may use none of its models
 */
export async function startReply(
  tx: Transaction,
  starting: Starting,
  start: ReplyStart,
): Promise<StartedReply> {
  const assistant = start.assistant ?? start.thread;
  if (!assistant.isOpen)
    throw new RequestError("forbidden", "You no longer have access to this assistant.");
  const { effort, inference } = assistant;
  const generation = {
    id: newId("generation"),
    ...pickModel(starting, assistant, start.model ?? inference.model),
    effort: effort ?? inference.effort ?? null,
  };
  const reservation = starting.reserve();
  const turn = reservation.isQueued ? nextTurn(start.userId) : null;
  const { traceparent } = starting;
  const stored = await storeReply(tx, start, { ...generation, turn, traceparent });
  const started = toStarted(start, generation, stored);
  await Promise.all([
    reservation.dispatch(tx, generation.id),
    appendFeedAndRecord(tx, start.userId, {
      events: [
        ...(started.message ? [{ type: "message.put" as const, message: started.message }] : []),
        { type: "message.put", message: started.reply },
        // After the messages, one of which is its active leaf.
        { type: "thread.put", thread: started.thread },
      ],
      facts: factsOf(start),
    }),
  ]);
  return started;
}

/** A user's message; nothing when the reply answers an existing one. */
function factsOf({ thread: { workflowId }, message }: ReplyStart): AnalyticsFact[] {
  return message ? [messageFact("user", { workflowId, text: message.text })] : [];
}

function toStarted(
  { thread, assistant = thread, message, reply, revision }: ReplyStart,
  { id, model }: NewGeneration,
  row: StoredRow,
): StartedReply {
  const createdAt = new Date(row.now).toISOString();
  const { id: threadId, workflowId } = thread;
  return {
    thread: toThread({
      id: threadId,
      workflowId,
      title: row.title,
      provisionalTitle: row.provisional_title,
      createdAt: new Date(row.created_at),
      updatedAt: new Date(row.now),
      unread: row.unread,
      place: row.place,
      temporaryUntil: row.temporary_until,
      running: true,
      activeLeafId: row.active_leaf_id,
      sharedAt: row.shared_at,
      projectId: row.project_id,
      tags: row.tags,
      sourceThreadId: row.source_thread_id,
      sourceMessageId: row.source_message_id,
      inference: thread.inference,
    }),
    message: message && {
      ...message,
      threadId,
      seq: row.seq - 1,
      role: "user",
      createdAt,
      generation: null,
    },
    reply: {
      ...reply,
      threadId,
      seq: row.seq,
      role: "assistant",
      text: "",
      createdAt,
      generation: {
        id,
        model,
        ...(assistant.workflowId === workflowId ? {} : { workflowId: assistant.workflowId }),
        status: "queued",
        error: null,
        usage: null,
        ...(revision ? { instruction: revision.instruction } : {}),
      },
    },
  };
}
