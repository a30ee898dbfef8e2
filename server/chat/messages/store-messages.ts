import { sql } from "drizzle-orm";
import type { Part } from "../../../shared/parts.ts";
import { newId } from "../../../shared/ids.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { filterOfMessage } from "../search/filter-of-message.ts";

/** A finished message that was written elsewhere, such as in another chat. */
export interface FinishedMessage {
  id: string;
  parentId: string | null;
  role: "user" | "assistant";
  text: string;
  /** The content of a reply; null if it is only the text. */
  parts: readonly Part[] | null;
  createdAt: Date;
  /** The model of a reply; null if it is unknown, and for a user's message. */
  model: string | null;
  /** Names of its files, by which search finds it; omitted for none. */
  fileNames?: readonly string[];
}

/** A thread that the transaction has locked or created. */
interface LockedThread {
  id: string;
  userId: string;
  workflowId: string;
}

/** Messages in one statement. */
const batchLength = 200;

/**
 * Appends finished messages to a locked thread, in order, without starting a reply. Each comes after
 * its parent.
 */
export async function storeMessages(
  tx: Transaction,
  thread: LockedThread,
  all: readonly FinishedMessage[],
): Promise<void> {
  for (let from = 0; from < all.length; from += batchLength)
    await storeBatch(tx, thread, all.slice(from, from + batchLength));
}

async function storeBatch(
  tx: Transaction,
  { id: threadId, userId, workflowId }: LockedThread,
  batch: readonly FinishedMessage[],
): Promise<void> {
  const rows = batch.map(({ createdAt, fileNames, model, ...message }) => ({
    ...message,
    at: createdAt.toISOString(),
    filter: filterOfMessage(message.text, fileNames),
    model: model ?? unknownModel,
    generationId: newId("generation", createdAt.getTime()),
  }));
  const columns = sql`(id text, "parentId" text, role text, text text, parts jsonb, at timestamptz, filter text, model text, "generationId" text)`;
  const added = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;
  await tx.execute(sql`
    with numbered as (
      update ${threads} set message_seq = message_seq + ${rows.length}::int
      where id = ${threadId} returning message_seq
    )
    insert into ${messages} (id, thread_id, user_id, parent_id, seq, role, text, parts, search_filter, created_at)
    select new.id, ${threadId}, ${userId}, new."parentId", message_seq - ${rows.length}::int + new.position::int,
      new.role, new.text, nullif(new.parts, 'null'::jsonb), decode(new.filter, 'base64'), new.at
    from numbered, rows from (${added} as ${columns}) with ordinality
      as new(id, "parentId", role, text, parts, at, filter, model, "generationId", position)`);
  await tx.execute(sql`
    insert into ${generations} (id, thread_id, message_id, user_id, workflow_id, model, status, has_log, created_at, finished_at)
    select new."generationId", ${threadId}, new.id, ${userId}, ${workflowId}, new.model, 'completed', false, new.at, new.at
    from ${added} as new${columns}
    where new.role = 'assistant'`);
}

/** What a reply of an unknown model is said to be from. */
const unknownModel = "unknown";
