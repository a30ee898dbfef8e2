import { afterAll, beforeAll, expect, test } from "bun:test";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { newId } from "../../../shared/ids.ts";
import { listThreads } from "./list-threads.ts";

const count = 3_000;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  // Some were used in the same millisecond.
  await stage.sql`
    insert into threads (id, user_id, workflow_id, title, updated_at)
    select 'cthr_' || lpad(to_hex(i), 32, '0'), ${stage.userId}, 'wf_default', 'Thread ' || i, now() - (i / 3) * interval '1 minute'
    from generate_series(1, ${count}::int) i`;
  await stage.sql`vacuum analyze threads`;
});
afterAll(() => stage[Symbol.asyncDispose]());

test("a person's many threads are listed page by page, each once, the newest first", async () => {
  const seen: { id: string; updatedAt: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await listThreads(stage.db, { userId: stage.userId, limit: 100, cursor });
    seen.push(...page.threads);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(count);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(count);
  const times = seen.map(({ updatedAt }) => updatedAt);
  expect(times).toEqual(times.toSorted().reverse());
});

test("a page of long titles and many tags ends early, and the next one goes on there", async () => {
  const [user] = await stage.sql<{ id: string }[]>`
    insert into users (id) values (${newId("user")}) returning id`;
  const userId = user?.id ?? "";
  const most = 500;
  await stage.sql`
    insert into threads (id, user_id, workflow_id, title, tags)
    select 'cthr_ff' || lpad(to_hex(i), 30, '0'), ${userId}, 'wf_default', repeat('漢', 120),
      array(select lpad(n::text, 30, '字') from generate_series(1, 10) n)
    from generate_series(1, ${most}::int) i`;
  const first = await listThreads(stage.db, { userId, limit: most });
  expect(first.threads.length).toBeGreaterThan(100);
  expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThan(300 * 1024);
  const seen = first.threads.map(({ id }) => id);
  for (let cursor = first.nextCursor; cursor !== null;) {
    const page = await listThreads(stage.db, { userId, limit: most, cursor });
    seen.push(...page.threads.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect([seen.length, new Set(seen).size]).toEqual([most, most]);
});

test("a page reads no more threads than it shows", async () => {
  const [first] = (await listThreads(stage.db, { userId: stage.userId, limit: 1 })).threads;
  const before = await threadsRead();
  await listThreads(stage.db, { userId: stage.userId, limit: 30 });
  const middle = `${first?.updatedAt.slice(0, 10)}T00:00:00.000Z/${first?.id}`;
  await listThreads(stage.db, { userId: stage.userId, limit: 30, cursor: middle });
  expect((await threadsRead()) - before).toBeLessThan(100);
});

/** Threads that statements have read so far, through any index or none. */
async function threadsRead(): Promise<number> {
  await Promise.all(
    Array.from({ length: 10 }, () => stage.sql`select pg_stat_force_next_flush(), pg_sleep(0.01)`),
  );
  const [row] = await stage.sql<{ reads: number }[]>`
    select (coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::int as reads from pg_stat_user_tables where relname = 'threads'`;
  return row?.reads ?? 0;
}
