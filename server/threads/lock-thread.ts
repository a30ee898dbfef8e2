import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { deletedThreads, threads } from "../db/schema/threads.ts";
import { workflows } from "../db/schema/workflows.ts";
import { notFound, RequestError } from "../errors.ts";
import type { ThreadOfUser } from "./access.ts";

/** A thread that nobody else changes until the transaction ends. */
export interface LockedThread {
  id: string;
  userId: string;
  workflowId: string;
  /** The workflow's model; null follows the server's. */
  model: string | null;
  /** Made by this transaction. */
  isNew: boolean;
}

/**
 * Locks a thread of the user's until the end of the transaction; null when there is none. Every
 * transaction that changes a thread, its messages or its generations begins with this, so they
 * queue up instead of dead-locking.
 */
export async function lockThread(
  tx: Transaction,
  { threadId, userId }: ThreadOfUser,
): Promise<LockedThread | null> {
  return lockWhere(tx, threadId, sql`t.user_id = ${userId}`);
}

/** The same for this server's own work, whoever's thread it is by now. */
export async function lockAnyonesThread(
  tx: Transaction,
  threadId: string,
): Promise<LockedThread | null> {
  return lockWhere(tx, threadId, sql`true`);
}

async function lockWhere(tx: Transaction, id: string, owned: SQL): Promise<LockedThread | null> {
  const [row] = await tx.execute<{
    user_id: string;
    workflow_id: string;
    model: string | null;
  }>(sql`
    select t.user_id, t.workflow_id, w.model from ${threads} t join ${workflows} w on w.id = t.workflow_id
    where t.id = ${id} and ${owned} for update of t`);
  if (!row) return null;
  return { id, userId: row.user_id, workflowId: row.workflow_id, model: row.model, isNew: false };
}

/**
 * Locks the user's thread, or makes it.
 *
 * @throws RequestError `not_found` for an unknown workflow or a deleted thread, `conflict` when the id is taken by
 *   somebody else
 */
export async function lockOrCreateThread(
  tx: Transaction,
  thread: ThreadOfUser & { workflowId: string },
): Promise<LockedThread> {
  const locked = await lockThread(tx, thread);
  if (locked) return locked;
  const { threadId: id, userId, workflowId } = thread;
  const rows = await tx.execute<{ model: string | null; created: boolean; deleted: boolean }>(sql`
    with workflow as (
      select id, model, exists (select 1 from ${deletedThreads} where id = ${id}) as deleted
      from ${workflows} where id = ${workflowId}
    ), created as (
      insert into ${threads} (id, user_id, workflow_id)
      select ${id}, ${userId}, id from workflow where not deleted
      on conflict do nothing returning id
    )
    select model, deleted, exists (select 1 from created) as created from workflow`);
  const row = rows[0];
  if (!row) throw notFound("workflow");
  if (row.deleted) throw notFound("thread");
  if (row.created) return { id, userId, workflowId, model: row.model, isNew: true };
  const raced = await lockThread(tx, thread);
  if (!raced) throw new RequestError("conflict", "This thread id is taken.");
  return raced;
}
