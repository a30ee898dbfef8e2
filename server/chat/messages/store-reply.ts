import { type SQL, sql } from "drizzle-orm";
import type { Attachment } from "../../../shared/attachment.ts";
import type { Effort } from "../../../shared/effort.ts";
import { provisionalTitle } from "../../../shared/provisional-title.ts";
import type { ThreadPlace } from "../../../shared/thread.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages, queuedMessages, threads } from "../../platform/db/schema/threads.ts";
import { isUniqueViolation, RequestError, theRow } from "../../platform/errors.ts";
import type { LockedThread } from "../threads/lock-thread.ts";
import { toInference } from "../threads/set-inference.ts";
import { type Follows, leafAfter } from "./leaf-after.ts";
import { messageRows } from "./message-rows.ts";

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

/** A generation to store. */
export interface NewGeneration {
  id: string;
  model: string;
  /** The user's choice, if `model` takes its place; else null. */
  asked: string | null;
  effort: Effort | null;
}

interface StoredGeneration extends NewGeneration {
  /** Null for a reply that has a place. */
  turn: SQL | null;
  /** The recorded trace that starts it; null for none. */
  traceparent: string | null;
}

/** The thread and the reply's number. */
export interface StoredRow extends Record<string, unknown> {
  title: string | null;
  provisional_title: string | null;
  unread: boolean;
  place: ThreadPlace;
  seq: number;
  active_leaf_id: string | null;
  shared_at: string | null;
  source_thread_id: string | null;
  source_message_id: string | null;
  temporary_until: string | null;
  project_id: string | null;
  tags: string[];
  created_at: string;
  now: string;
}

/**
 * Numbers and stores everything in one statement. The row has the thread and the reply's number.
 */
export async function storeReply(
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
      where id = ${thread.id} returning message_seq, title, provisional_title, unread, active_leaf_id, shared_at, source_thread_id, source_message_id, project_id, to_jsonb(tags) as tags, place, temporary_until, created_at, updated_at
    ), added as (
      insert into ${messages} (id, thread_id, user_id, parent_id, seq, role, text, created_at)
      select new.id, ${thread.id}, ${userId}, new."parentId", message_seq - ${added.length}::int + new.position::int, new.role, new.text, updated_at
      from numbered, rows from (
        jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as (id text, "parentId" text, role text, text text)
      ) with ordinality as new(id, "parentId", role, text, position)
    ), generated as (
      insert into ${generations} (id, thread_id, message_id, user_id, workflow_id, workflow_version, chat_session_id, model, asked_model, effort, turn, traceparent, instruction, revises_id)
      values (${generation.id}, ${thread.id}, ${reply.id}, ${userId}, ${assistant.workflowId},
        ${assistant.workflowVersion}, ${assistant.chatSessionId}, ${generation.model}, ${generation.asked}, ${generation.effort}, ${generation.turn}, ${generation.traceparent}, ${revision?.instruction ?? null}, ${revision?.revisesId ?? null})
    ), waiting as (
      update ${queuedMessages} set after_id = ${reply.id} where after_id = ${waitedFor} and removed_at is null
    )
    select title, provisional_title, unread, active_leaf_id, shared_at, source_thread_id, source_message_id, project_id, tags, place, temporary_until, message_seq as seq, created_at, updated_at as now from numbered`;
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
