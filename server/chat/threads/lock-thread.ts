import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Effort } from "../../../shared/effort.ts";
import { type Inference, inferenceSchema } from "../../../shared/inference-schemas.ts";
import { type ModelChoice, modelChoiceSchema } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { fixedSql } from "../../platform/db/fixed-sql.ts";
import { projects } from "../../platform/db/schema/projects.ts";
import { deletedThreads, threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { chatSessions, workflows, workflowVersions } from "../../platform/db/schema/workflows.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import type { Rights } from "../../models/access/rights.ts";
import { isInUse, isLetIn, letsIn } from "../../assistants/workflows/find-workflow.ts";
import type { ThreadOfUser } from "./access.ts";

/** The version of the thread's workflow for the next reply. */
export interface NextAssistant {
  /** The version's model; null uses the server's default. */
  model: string | null;
  /** The version's effort; null leaves it to the thread. */
  effort: Effort | null;
  /** The models that the version lets users choose. */
  modelChoice: ModelChoice;
  /** The models that answer when the version's own cannot; null for the server's list. */
  fallbacks: readonly string[] | null;
  /** Which models the user may use; with a session of an API key, those of the key's owner. */
  rights: Rights;
  /** 0 for the draft. */
  workflowVersion: number;
  /** The chat session whose settings and state variables apply; null for none. */
  chatSessionId: string | null;
  /** Whether the user may still use the workflow. */
  isOpen: boolean;
  /** Whether the thread gets a title automatically. */
  isTitled: boolean;
}

/** A thread that no other transaction can change until this one ends. */
export interface LockedThread extends NextAssistant {
  id: string;
  userId: string;
  workflowId: string;
  /** The user's choices for the thread. */
  inference: Inference;
  /** Created by this transaction. */
  isNew: boolean;
  /** A temporary chat, which gets no title and no mail. */
  isTemporary: boolean;
  /** In the trash, where only the end of its replies and its deletion still change it. */
  isTrashed: boolean;
}

/** The thread, and the chat session that uses it; by default the one that used it last. */
interface WantedThread extends ThreadOfUser {
  chatSessionId?: string | null | undefined;
  /** A new one becomes a temporary chat. */
  isTemporary?: boolean | undefined;
}

/**
 * Locks a user's thread until the transaction ends; null when there is none, or it is in the trash. Every transaction that
 * changes a thread, its messages or its generations starts with this, so they queue up instead of
 * deadlocking.
 */
export async function lockThread(
  tx: Transaction,
  { threadId, userId, chatSessionId }: WantedThread,
): Promise<LockedThread | null> {
  const session = chatSessionId === undefined ? sql`t.chat_session_id` : sql`${chatSessionId}`;
  return lockWhere(tx, threadId, {
    owned: sql`t.user_id = ${userId} and t.trashed_at is null`,
    session,
  });
}

/**
 * The same for this server's own work, whichever user owns the thread by now, and also in the
 * trash.
 */
export async function lockAnyonesThread(
  tx: Transaction,
  threadId: string,
): Promise<LockedThread | null> {
  return lockWhere(tx, threadId, { owned: sql`true`, session: sql`t.chat_session_id` });
}

interface AssistantRow extends Record<string, unknown> {
  model: string | null;
  effort: Effort | null;
  model_choice: unknown;
  fallbacks: unknown;
  rights: Rights;
  workflow_version: number;
  chat_session_id: string | null;
  is_open: boolean;
  is_titled: boolean;
}

/**
 * Columns from `workflows` and `users`, with the chat session and its pinned version. A session
 * made with an API key is open as long as the key's owner may use the workflow.
 */
const assistantColumns = fixedSql(sql`
  case when v.workflow_id is not null then v.definition ->> 'model'
    when c.workflow_version = 0 and ${workflows.draft} is not null then ${workflows.draft} ->> 'model'
    else ${workflows.model} end as model,
  case when v.workflow_id is not null then v.definition ->> 'effort'
    when c.workflow_version = 0 and ${workflows.draft} is not null then ${workflows.draft} ->> 'effort'
    else ${workflows.settings} ->> 'effort' end as effort,
  case when v.workflow_id is not null then v.definition -> 'modelChoice'
    when c.workflow_version = 0 and ${workflows.draft} is not null then ${workflows.draft} -> 'modelChoice'
    else ${workflows.settings} -> 'modelChoice' end as model_choice,
  case when v.workflow_id is not null then v.definition -> 'fallbacks'
    when c.workflow_version = 0 and ${workflows.draft} is not null then ${workflows.draft} -> 'fallbacks'
    else ${workflows.settings} -> 'fallbacks' end as fallbacks,
  (select jsonb_build_object('role', p.role, 'isGuest', p.is_guest) from ${users} p
    where p.id = coalesce(c.owner_id, ${users.id})) as rights,
  coalesce(c.workflow_version, ${workflows.version}) as workflow_version, c.id as chat_session_id,
  case when c.owner_id is null then ${isLetIn} else ${letsIn(sql`c.owner_id`)} end as is_open,
  coalesce((c.settings ->> 'automaticThreadTitling')::boolean, true) as is_titled`);

/** After the chat session's id. */
const pinned = fixedSql(sql`c.workflow_id = ${workflows.id}
  left join ${workflowVersions} v on v.workflow_id = c.workflow_id and v.version = c.workflow_version`);

function joinPinned(session: SQL): SQL {
  return sql`left join ${chatSessions} c on c.id = ${session} and ${pinned}`;
}

/** Null in versions of earlier servers, which have the server's list. */
const fallbacksSchema = z.array(z.string()).nullable().catch(null);

function toAssistant(row: AssistantRow): NextAssistant {
  return {
    model: row.model,
    effort: row.effort,
    modelChoice: modelChoiceSchema
      .catch(defaultWorkflowSettings.modelChoice)
      .parse(row.model_choice),
    fallbacks: fallbacksSchema.parse(row.fallbacks),
    rights: row.rights,
    workflowVersion: row.workflow_version,
    chatSessionId: row.chat_session_id,
    isOpen: row.is_open,
    isTitled: row.is_titled,
  };
}

/**
 * An assistant that answers one message of a thread, as its user may use it now; null when they may
 * not, or it is missing.
 */
export async function readAssistant(
  tx: Transaction,
  { workflowId, userId }: { workflowId: string; userId: string },
): Promise<NextAssistant | null> {
  const [row] = await tx.execute<AssistantRow>(sql`
    select ${assistantColumns} from ${wantedTables} = ${userId} ${joinPinned(sql`null`)}
    where ${workflows.id} = ${workflowId} and ${isInUse}`);
  return row?.is_open ? toAssistant(row) : null;
}

/** What is read of a locked thread, and from where. */
const lockedColumns = fixedSql(sql`
  t.user_id, t.workflow_id, t.inference, t.trashed_at is not null as is_trashed,
  t.temporary_until is not null as is_temporary, ${assistantColumns}
  from ${threads} t join ${workflows} on ${workflows.id} = t.workflow_id
  join ${users} on ${users.id} = t.user_id`);

async function lockWhere(
  tx: Transaction,
  id: string,
  { owned, session }: { owned: SQL; session: SQL },
): Promise<LockedThread | null> {
  const [row] = await tx.execute<
    AssistantRow & {
      user_id: string;
      workflow_id: string;
      inference: unknown;
      is_trashed: boolean;
      is_temporary: boolean;
    }
  >(sql`
    select ${lockedColumns} ${joinPinned(session)} where t.id = ${id} and ${owned} for update of t`);
  if (!row) return null;
  const { user_id: userId, workflow_id: workflowId } = row;
  const inference = inferenceSchema.parse(row.inference ?? {});
  const { is_trashed: isTrashed, is_temporary: isTemporary } = row;
  const assistant = toAssistant(row);
  return { id, userId, workflowId, inference, ...assistant, isNew: false, isTrashed, isTemporary };
}

/** The workflow of a thread to create. */
const wantedColumns = fixedSql(sql`${workflows.id}, ${assistantColumns}`);

/** Before the user's id. */
const wantedTables = fixedSql(sql`${workflows} join ${users} on ${users.id}`);

/**
 * Locks the user's thread, or creates it.
 *
 * @param thread `isLikelyNew` tries to create first, which saves a new thread one statement.
 *   `projectId` puts a new thread into a project; without a chat session, and if it is still the
 *   user's
 * @throws RequestError `not_found` for a workflow in which the user may not start a thread, or a
 *   deleted thread, or one in the trash; `conflict` when the id is another user's
 */
export async function lockOrCreateThread(
  tx: Transaction,
  thread: WantedThread & {
    workflowId: string;
    isLikelyNew: boolean;
    projectId?: string | null | undefined;
  },
): Promise<LockedThread> {
  const locked = thread.isLikelyNew ? null : await lockThread(tx, thread);
  if (locked) return locked;
  const { threadId: id, userId, workflowId, chatSessionId = null, isTemporary = false } = thread;
  const projectId = chatSessionId === null && !isTemporary ? (thread.projectId ?? null) : null;
  const rows = await tx.execute<AssistantRow & { created: boolean; deleted: boolean }>(sql`
    with wanted as (
      select exists (select 1 from ${deletedThreads} where id = ${id})
        or exists (select 1 from ${threads} where id = ${id} and user_id = ${userId} and trashed_at is not null) as deleted, ${wantedColumns}
      from ${wantedTables} = ${userId} ${joinPinned(sql`${chatSessionId}`)}
      where ${workflows.id} = ${workflowId} and (c.id is not null or ${isInUse})
    ), created as (
      insert into ${threads} (id, user_id, workflow_id, chat_session_id, temporary_until, project_id)
      select ${id}, ${userId}, id, chat_session_id, case when ${isTemporary}::boolean then now() + interval '1 day' end,
        (select p.id from ${projects} p where p.id = ${projectId} and p.user_id = ${userId} for key share)
      from wanted where not deleted and is_open
      on conflict do nothing returning id
    )
    select *, exists (select 1 from created) as created from wanted`);
  const row = rows[0];
  if (row?.created)
    return {
      id,
      userId,
      workflowId,
      inference: {},
      ...toAssistant(row),
      isNew: true,
      isTemporary,
      isTrashed: false,
    };
  // It exists already, whether or not its user may still start another.
  const found = await lockThread(tx, thread);
  if (found) return found;
  if (!row?.is_open) throw notFound("workflow");
  if (row.deleted) throw notFound("thread");
  throw new RequestError("conflict", "This thread id is already in use.");
}
