import type { Sql } from "postgres";

/** The data stored before the second measurement. */
export interface Filling {
  users: number;
  threadsPerUser: number;
  /** Pairs of a message and a finished reply. */
  turnsPerThread: number;
}

/** Half a kilobyte, some hundred tokens: a typical reply. */
const replyText = "A reply of ordinary length, neither short nor long. ".repeat(10);

/**
 * Stores many users' finished conversations without logs, set by set in the database itself.
 *
 * @returns how many messages were stored
 */
export async function fill(sql: Sql, filling: Filling): Promise<number> {
  const { users, threadsPerUser, turnsPerThread } = filling;
  await sql`
    insert into users (id, feed_seq) select 'user_' || lpad(u::text, 32, '0'), 0 from generate_series(1, ${users}::int) u`;
  await sql`
    insert into threads (id, user_id, workflow_id, title, message_seq, created_at, updated_at)
    select 'cthr_' || lpad((u * 100000 + t)::text, 32, '0'), 'user_' || lpad(u::text, 32, '0'), 'wf_default', 'A thread',
      ${2 * turnsPerThread}::int, now() - t * interval '1 hour', now() - t * interval '1 hour'
    from generate_series(1, ${users}::int) u, generate_series(1, ${threadsPerUser}::int) t`;
  // Ids ordered by time, as in production: neighbours in the index were written together.
  await sql`
    insert into messages (id, thread_id, user_id, parent_id, seq, role, text)
    select 'msg_' || md5(t.id || s), t.id, t.user_id, case when s > 1 then 'msg_' || md5(t.id || (s - 1)) end, s,
      case when s % 2 = 1 then 'user' else 'assistant' end, case when s % 2 = 1 then 'A question?' else ${replyText} end
    from threads t, generate_series(1, ${2 * turnsPerThread}::int) s where t.title = 'A thread'`;
  await sql`
    insert into generations (id, thread_id, message_id, user_id, workflow_id, status, attempt, fence, last_seq, model, has_log, finished_at)
    select 'gen_' || md5(m.id), m.thread_id, m.id, m.user_id, 'wf_default', 'completed', 1, 1, 40, 'mock', false, now() - interval '1 day'
    from messages m where m.role = 'assistant' and m.id not in (select message_id from generations)`;
  await sql`vacuum analyze`;
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from messages`;
  return row?.count ?? 0;
}
