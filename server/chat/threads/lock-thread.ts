import { sql, type SQL } from "drizzle-orm";
import type { Effort } from "../../../shared/effort.ts";
import { type Inference, inferenceSchema } from "../../../shared/inference-schemas.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { deletedThreads, threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { chatSessions, workflows, workflowVersions } from "../../platform/db/schema/workflows.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { isLetIn, letsIn } from "../../assistants/workflows/find-workflow.ts";
import type { ThreadOfUser } from "./access.ts";

/** Which version of the thread's workflow answers next. */
export interface NextAssistant {
  /** The version's model; null follows the server's. */
  model: string | null;
  /** How long the version has its model think; null leaves it to the thread. */
  effort: Effort | null;
  /** 0 for the draft. */
  workflowVersion: number;
  /** The chat session whose settings and state variables are used; null for none. */
  chatSessionId: string | null;
  /** Whether the user may (still) talk to the workflow. */
  isOpen: boolean;
  /** Whether the thread is to get a title by itself. */
  isTitled: boolean;
}

/** A thread that no other transaction changes until this one ends. */
export interface LockedThread extends NextAssistant {
  id: string;
  userId: string;
  workflowId: string;
  /** What the person has chosen for the thread. */
  inference: Inference;
  /** Made by this transaction. */
  isNew: boolean;
}

/** Which thread, and by which chat session it is used; the one it was used by last where that is left out. */
interface WantedThread extends ThreadOfUser {
  chatSessionId?: string | null | undefined;
}

/**
 * Locks a thread of the user's until the end of the transaction; null when there is none. Every
 * transaction that changes a thread, its messages or its generations begins with this, so they
 * queue up instead of dead-locking.
 */
export async function lockThread(
  tx: Transaction,
  { threadId, userId, chatSessionId }: WantedThread,
): Promise<LockedThread | null> {
  const session = chatSessionId === undefined ? sql`t.chat_session_id` : sql`${chatSessionId}`;
  return lockWhere(tx, threadId, { owned: sql`t.user_id = ${userId}`, session });
}

/** The same for this server's own work, whoever's thread it is by now. */
export async function lockAnyonesThread(
  tx: Transaction,
  threadId: string,
): Promise<LockedThread | null> {
  return lockWhere(tx, threadId, { owned: sql`true`, session: sql`t.chat_session_id` });
}

interface AssistantRow extends Record<string, unknown> {
  model: string | null;
  effort: Effort | null;
  workflow_version: number;
  chat_session_id: string | null;
  is_open: boolean;
  is_titled: boolean;
}

/**
 * Of rows of `workflows` and `users`, with the chat session and the version that it has pinned. Into a
 * session of somebody's API key its user is let where that somebody is.
 */
const assistantColumns = sql`
  case when v.workflow_id is not null then v.definition ->> 'model'
    when c.workflow_version = 0 and ${workflows.draft} is not null then ${workflows.draft} ->> 'model'
    else ${workflows.model} end as model,
  case when v.workflow_id is not null then v.definition ->> 'effort'
    when c.workflow_version = 0 and ${workflows.draft} is not null then ${workflows.draft} ->> 'effort'
    else ${workflows.settings} ->> 'effort' end as effort,
  coalesce(c.workflow_version, ${workflows.version}) as workflow_version, c.id as chat_session_id,
  case when c.owner_id is null then ${isLetIn} else ${letsIn(sql`c.owner_id`)} end as is_open,
  coalesce((c.settings ->> 'automaticThreadTitling')::boolean, true) as is_titled`;

function joinPinned(session: SQL): SQL {
  return sql`
    left join ${chatSessions} c on c.id = ${session} and c.workflow_id = ${workflows.id}
    left join ${workflowVersions} v on v.workflow_id = c.workflow_id and v.version = c.workflow_version`;
}

function toAssistant(row: AssistantRow): NextAssistant {
  return {
    model: row.model,
    effort: row.effort,
    workflowVersion: row.workflow_version,
    chatSessionId: row.chat_session_id,
    isOpen: row.is_open,
    isTitled: row.is_titled,
  };
}

async function lockWhere(
  tx: Transaction,
  id: string,
  { owned, session }: { owned: SQL; session: SQL },
): Promise<LockedThread | null> {
  const [row] = await tx.execute<
    AssistantRow & { user_id: string; workflow_id: string; inference: unknown }
  >(sql`
    select t.user_id, t.workflow_id, t.inference, ${assistantColumns}
    from ${threads} t join ${workflows} on ${workflows.id} = t.workflow_id
    join ${users} on ${users.id} = t.user_id ${joinPinned(session)}
    where t.id = ${id} and ${owned} for update of t`);
  if (!row) return null;
  const { user_id: userId, workflow_id: workflowId } = row;
  const inference = inferenceSchema.parse(row.inference ?? {});
  return { id, userId, workflowId, inference, ...toAssistant(row), isNew: false };
}

/**
 * Locks the user's thread, or makes it.
 *
 * @param thread `isLikelyNew` makes first and looks afterwards, which saves a new thread one statement
 * @throws RequestError `not_found` for a workflow that the user may not begin anything with, or a
 *   deleted thread; `conflict` when the id is taken by another user
 */
export async function lockOrCreateThread(
  tx: Transaction,
  thread: WantedThread & { workflowId: string; isLikelyNew: boolean },
): Promise<LockedThread> {
  const locked = thread.isLikelyNew ? null : await lockThread(tx, thread);
  if (locked) return locked;
  const { threadId: id, userId, workflowId, chatSessionId = null } = thread;
  const rows = await tx.execute<AssistantRow & { created: boolean; deleted: boolean }>(sql`
    with wanted as (
      select ${workflows.id}, exists (select 1 from ${deletedThreads} where id = ${id}) as deleted, ${assistantColumns}
      from ${workflows} join ${users} on ${users.id} = ${userId} ${joinPinned(sql`${chatSessionId}`)}
      where ${workflows.id} = ${workflowId} and (c.id is not null or (${workflows.version} > 0 and ${workflows.archivedAt} is null))
    ), created as (
      insert into ${threads} (id, user_id, workflow_id, chat_session_id)
      select ${id}, ${userId}, id, chat_session_id from wanted where not deleted and is_open
      on conflict do nothing returning id
    )
    select *, exists (select 1 from created) as created from wanted`);
  const row = rows[0];
  if (row?.created)
    return { id, userId, workflowId, inference: {}, ...toAssistant(row), isNew: true };
  // It is there already, whether or not its user may still begin another.
  const found = await lockThread(tx, thread);
  if (found) return found;
  if (!row?.is_open) throw notFound("workflow");
  if (row.deleted) throw notFound("thread");
  throw new RequestError("conflict", "This thread id is already in use.");
}
