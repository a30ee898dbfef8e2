import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { createTestDatabase } from "../../../testing/server/test-database.ts";

// Without an index that leads with it, a foreign key makes every delete of the row that it points
// to read the whole table, and so does every look-up by such a column.

const resources = new AsyncDisposableStack();
let sql: Sql;
beforeAll(async () => {
  const database = resources.use(await createTestDatabase());
  sql = postgres(database.url, { max: 1 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync());

const neverDeleted = "workflows are archived, never deleted, and rows are not looked up by it";
const readWithItsRow = "read with its row; rows are not looked up by it";
const figures = "figures are read by time, and added up over all workflows or for one of them";

/** Columns that name another row and have no index, and why they need none. */
const exceptions: Record<string, string> = {
  "analytics_people.workflow_id": figures,
  "analytics_presences.workflow_id": figures,
  "analytics_totals.workflow_id": figures,
  "analytics_user_totals.workflow_id": figures,
  "attachments.workflow_id": neverDeleted,
  "audit_events.actor_id": readWithItsRow,
  "chat_sessions.api_key_id": readWithItsRow,
  "chat_sessions.workflow_id": neverDeleted,
  "generations.chat_session_id": readWithItsRow,
  "generations.revises_id": "looked up by its own row's id, in the other direction",
  "generations.user_id": "checked on a row that was found by its id",
  "generations.workflow_id": readWithItsRow,
  "messages.parent_id": "children are looked up within their thread, by its sequence numbers",
  "model_calls.user_id": "looked up among the waiting calls of one server",
  "one_time_tokens.invitation_id": readWithItsRow,
  "push_subscriptions.last_generation_id": readWithItsRow,
  "queued_messages.after_id":
    "has an index of the messages that wait, and no other is looked up by it",
  "queued_messages.reply_id": readWithItsRow,
  "queued_messages.user_id": "checked on rows that were found by their id or thread",
  "shares.leaf_id": readWithItsRow,
  "threads.active_leaf_id": readWithItsRow,
  "threads.chat_session_id": readWithItsRow,
  "threads.source_message_id": readWithItsRow,
  "threads.source_thread_id": readWithItsRow,
  "threads.workflow_id": neverDeleted,
  "unindexed_messages.message_id": "the second column of an index that leads with the owner",
  "users.external_id": "the second column of an index that leads with the owner",
};

test("every foreign key, and every other column that names a row, leads an index", async () => {
  // An index with a condition counts for nothing here: a cascade cannot use it.
  const columns = await sql<{ name: string; isIndexed: boolean }[]>`
    select c.relname || '.' || a.attname as name, exists (
        select 1 from pg_index i join pg_class x on x.oid = i.indexrelid
          join pg_am m on m.oid = x.relam and m.amname = 'btree'
        where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null
          and i.indisvalid and i.indisready
      ) as "isIndexed"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and (
      a.attname ~ '_id$' or exists (
        select 1 from pg_constraint f
        where f.contype = 'f' and f.conrelid = c.oid and f.conkey[1] = a.attnum
      )
    ) order by name`;
  const names = columns.map(({ name }) => name);
  for (const known of ["deleted_threads.user_id", "mails.user_id", "messages.thread_id"])
    expect(names).toContain(known);
  const bare = columns.filter(({ isIndexed }) => !isIndexed).map(({ name }) => name);
  // Both ways: an exception whose column has an index, or is gone, goes too.
  expect(bare).toEqual(Object.keys(exceptions));
});

test("no foreign key that cascades is among the exceptions", async () => {
  const cascading = await sql<{ name: string }[]>`
    select f.conrelid::regclass || '.' || a.attname as name
    from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    where f.contype = 'f' and f.confdeltype <> 'a' and f.connamespace = 'public'::regnamespace`;
  expect(cascading.length).toBeGreaterThan(15);
  expect(cascading.filter(({ name }) => name in exceptions)).toEqual([]);
});
