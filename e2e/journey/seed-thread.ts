import type postgres from "postgres";
import { newId } from "../../shared/ids.ts";

/** A user's question and the reply to it. */
export interface Exchange {
  question: string;
  reply: string;
}

/** A conversation that has been put into the database. */
export interface SeededThread {
  id: string;
  messageCount: number;
  lastReplyId: string;
}

interface Row {
  id: string;
  parentId: string | null;
  seq: number;
  role: "user" | "assistant";
  text: string;
}

/** Puts a finished conversation of the newest user into the database, as if it had been written. */
export async function seedThread(
  sql: postgres.Sql,
  title: string,
  exchanges: readonly Exchange[],
): Promise<SeededThread> {
  const rows = toRows(exchanges);
  const id = newId("thread");
  const [owner] = await sql<{ userId: string; workflowId: string }[]>`
    select u.id as "userId", w.id as "workflowId" from users u, workflows w
    order by u.created_at desc limit 1`;
  if (!owner) throw new Error("nobody has entered yet");
  const { userId, workflowId } = owner;
  await sql`
    insert into threads (id, user_id, workflow_id, title, message_seq)
    values (${id}, ${userId}, ${workflowId}, ${title}, ${rows.length})`;
  await sql`
    insert into messages (id, thread_id, user_id, parent_id, seq, role, text)
    select r.id, ${id}, ${userId}, r."parentId", r.seq, r.role, r.text
    from jsonb_to_recordset(${sql.json(rows.map((row) => ({ ...row })))})
      as r(id text, "parentId" text, seq int, role text, text text)`;
  await sql`
    insert into generations (id, thread_id, message_id, user_id, workflow_id, status, model)
    select replace(id, 'msg_', 'gen_'), thread_id, id, user_id, ${workflowId}, 'completed', 'mock'
    from messages where thread_id = ${id} and role = 'assistant'`;
  return { id, messageCount: rows.length, lastReplyId: rows.at(-1)?.id ?? "" };
}

function toRows(exchanges: readonly Exchange[]): Row[] {
  let parentId: string | null = null;
  return exchanges
    .flatMap(({ question, reply }) => [
      { role: "user" as const, text: question },
      { role: "assistant" as const, text: reply },
    ])
    .map((message, index) => {
      const row: Row = { ...message, id: newId("message"), parentId, seq: index + 1 };
      parentId = row.id;
      return row;
    });
}
