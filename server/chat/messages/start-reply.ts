import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import type { Attachment } from "../../../shared/attachment.ts";
import type { Effort } from "../../../shared/effort.ts";
import type { Message } from "../../../shared/message.ts";
import type { AnswerBy, ComparedReply } from "../../../shared/requests.ts";
import { provisionalTitle } from "../../../shared/provisional-title.ts";
import type { Thread, ThreadPlace } from "../../../shared/thread.ts";
import { newId } from "../../../shared/ids.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { nextTurn } from "./next-turn.ts";
import { messages, queuedMessages, threads } from "../../platform/db/schema/threads.ts";
import { isUniqueViolation, RequestError, theRow } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import type { LockedThread } from "../threads/lock-thread.ts";
import { toInference } from "../threads/set-inference.ts";
import { toThread } from "../threads/thread-view.ts";
import { pickModel, requireChoice } from "../threads/pick-model.ts";
import { findAnswering } from "./answering.ts";
import { type Follows, leafAfter } from "./leaf-after.ts";
import { messageRows } from "./message-rows.ts";
import { recordMessage } from "./record-message.ts";
import type { Starting } from "./start-transaction.ts";

/** A user's message to store. */
interface NewMessage {
  id: string;
  parentId: string | null;
  text: string;
  /** Files that are already attached; omitted for none. */
  attachments?: Attachment[];
}

/** What a reply does differently from another version of it. */
export interface Revision {
  instruction: string;
  /** The id of the other version. */
  revisesId: string;
}

/** What to start a reply for. */
export interface ReplyStart {
  thread: LockedThread;
  userId: string;
  /** A user's message to store before the reply; null to answer an existing one. */
  message: NewMessage | null;
  reply: { id: string; parentId: string };
  /** The reply whose queued messages wait for the new one from now on; null for none. */
  waitedFor: string | null;
  /** The model of this reply alone; absent takes the thread's. */
  model?: string | undefined;
  /** The thread with the assistant that answers; absent for its own. */
  assistant?: LockedThread | undefined;
  /** What to do differently from another version of the reply; absent for nothing. */
  revision?: Revision | undefined;
  /** Whether the user goes to the new reply's branch; see `Follows`. */
  follows: Follows;
}

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
  const stored = await store(tx, start, { ...generation, turn });
  const started = toStarted(start, generation, stored);
  await Promise.all([
    reservation.dispatch(tx, generation.id),
    recordMessage(tx, start),
    appendFeed(tx, start.userId, [
      ...(started.message ? [{ type: "message.put" as const, message: started.message }] : []),
      { type: "message.put", message: started.reply },
      // After the messages, one of which is its active leaf.
      { type: "thread.put", thread: started.thread },
    ]),
  ]);
  return started;
}

interface NewGeneration {
  id: string;
  model: string;
  /** The user's choice, if `model` takes its place; else null. */
  asked: string | null;
  effort: Effort | null;
}

interface StoredGeneration extends NewGeneration {
  /** Null for a reply that has a place. */
  turn: SQL | null;
}

interface StoredRow extends Record<string, unknown> {
  title: string | null;
  provisional_title: string | null;
  unread: boolean;
  place: ThreadPlace;
  seq: number;
  active_leaf_id: string | null;
  shared_at: string | null;
  temporary_until: string | null;
  project_id: string | null;
  tags: string[];
  created_at: string;
  now: string;
}

/** Numbers and stores everything in one statement. Returns the thread and the reply's number. */
async function store(
  tx: Transaction,
  start: ReplyStart,
  generation: StoredGeneration,
): Promise<StoredRow> {
  const { thread, assistant = thread, userId, message, reply, waitedFor, revision } = start;
  const added = messageRows(message, reply);
  const statement: SQL = sql`
    with numbered as (
      update ${threads} set message_seq = message_seq + ${added.length}::int, updated_at = now(),
        chat_session_id = ${thread.chatSessionId}, inference = ${toInference(thread.inference)}::jsonb,
        place = case place when 'archived' then 'listed' else place end,
        temporary_until = case when temporary_until is not null then now() + interval '1 day' end,
        active_leaf_id = ${leafAfter(start)},
        provisional_title = coalesce(${firstWords(message)}, provisional_title)
      where id = ${thread.id} returning message_seq, title, provisional_title, unread, active_leaf_id, shared_at, project_id, to_jsonb(tags) as tags, place, temporary_until, created_at, updated_at
    ), added as (
      insert into ${messages} (id, thread_id, user_id, parent_id, seq, role, text, search_filter, created_at)
      select new.id, ${thread.id}, ${userId}, new."parentId", message_seq - ${added.length}::int + new.position::int, new.role, new.text, decode(new.filter, 'base64'), updated_at
      from numbered, rows from (
        jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as (id text, "parentId" text, role text, text text, filter text)
      ) with ordinality as new(id, "parentId", role, text, filter, position)
    ), generated as (
      insert into ${generations} (id, thread_id, message_id, user_id, workflow_id, workflow_version, chat_session_id, model, asked_model, effort, turn, instruction, revises_id)
      values (${generation.id}, ${thread.id}, ${reply.id}, ${userId}, ${assistant.workflowId},
        ${assistant.workflowVersion}, ${assistant.chatSessionId}, ${generation.model}, ${generation.asked}, ${generation.effort}, ${generation.turn}, ${revision?.instruction ?? null}, ${revision?.revisesId ?? null})
    ), waiting as (
      update ${queuedMessages} set after_id = ${reply.id} where after_id = ${waitedFor} and removed_at is null
    )
    select title, provisional_title, unread, active_leaf_id, shared_at, project_id, tags, place, temporary_until, message_seq as seq, created_at, updated_at as now from numbered`;
  try {
    return theRow(await tx.execute<StoredRow>(statement));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError("conflict", "This message id is already in use.", { cause: error });
  }
}

/** The provisional title that a thread's first message gives it; null for any other message. */
function firstWords(message: NewMessage | null): string | null {
  if (message?.parentId !== null) return null;
  const names = message.attachments?.map(({ name }) => name);
  return provisionalTitle(message.text, names) || null;
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
