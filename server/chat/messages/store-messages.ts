import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { batchesOf, type FinishedMessage, type FinishedRow, toRow } from "./finished-rows.ts";

/** A thread that the transaction has locked or created. */
interface LockedThread {
  id: string;
  userId: string;
  workflowId: string;
}

/**
 * Appends finished messages to a locked thread, in order, without starting a reply. Each comes after
 * its parent.
 */
export async function storeMessages(
  tx: Transaction,
  thread: LockedThread,
  all: readonly FinishedMessage[],
): Promise<void> {
  for (const batch of batchesOf(all)) {
    const rows = batch.map(toRow);
    await insertMessages(tx, thread, rows);
    await insertGenerations(tx, thread, rows);
  }
}

async function insertMessages(
  tx: Transaction,
  { id: threadId, userId }: LockedThread,
  rows: readonly FinishedRow[],
): Promise<void> {
  const added = JSON.stringify(rows.map(({ message }) => message));
  await tx.execute(sql`
    with numbered as (
      update ${threads} set message_seq = message_seq + ${rows.length}::int
      where id = ${threadId} returning message_seq
    )
    insert into ${messages} (id, thread_id, user_id, parent_id, seq, role, text, parts, created_at)
    select new.id, ${threadId}, ${userId}, new."parentId", message_seq - ${rows.length}::int + new.position::int,
      new.role, new.text, nullif(new.parts, 'null'::jsonb), new.at
    from numbered, rows from (jsonb_to_recordset(${added}::jsonb)
      as (id text, "parentId" text, role text, text text, parts jsonb, at timestamptz)) with ordinality
      as new(id, "parentId", role, text, parts, at, position)`);
}

async function insertGenerations(
  tx: Transaction,
  { id: threadId, userId, workflowId }: LockedThread,
  rows: readonly FinishedRow[],
): Promise<void> {
  const added = rows.flatMap(({ generation }) => generation ?? []);
  if (added.length === 0) return;
  await tx.execute(sql`
    insert into ${generations} (id, thread_id, message_id, user_id, workflow_id, model, status, has_log, created_at, finished_at)
    select new.id, ${threadId}, new."messageId", ${userId}, ${workflowId}, new.model, 'completed', false, new.at, new.at
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
      as new(id text, "messageId" text, model text, at timestamptz)`);
}
