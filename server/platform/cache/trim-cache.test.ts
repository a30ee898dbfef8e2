import { expect, test } from "bun:test";
import { cleanUp } from "../../app/clean-up.ts";
import { openDatabase } from "../db/client.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { deleteEntriesBeyond, deleteExpiredEntries, readCacheSize } from "./trim-cache.ts";

test("the table is bounded: what is of no use goes, then what was stored longest ago", async () => {
  await using database = await createTestDatabase();
  await using client = openDatabase(database.url, 2);
  const { sql } = client;
  await sql`
    insert into cache_entries (kind, key, value, version, size, stored_at, fresh_until, stale_until, lease_until)
    values ('models', 'expired', '1', 'v', 100, now() - interval '2 days', now() - interval '1 day', now() - interval '1 hour', null),
      ('models', 'read', null, null, 0, now() - interval '1 day', null, null, now() + interval '1 second'),
      ('models', 'abandoned', null, null, 0, now() - interval '1 day', null, null, now() - interval '1 hour'),
      ('models', 'oldest', '1', 'v', 100, now() - interval '3 hours', now(), now() + interval '1 day', null),
      ('models', 'older', '1', 'v', 100, now() - interval '2 hours', now(), now() + interval '1 day', null),
      ('models', 'newest', '1', 'v', 100, now() - interval '1 hour', now(), now() + interval '1 day', null)`;
  const keys = async () =>
    (await sql`select key from cache_entries order by key`).map(({ key }) => String(key));
  expect(await deleteExpiredEntries(sql, 10)).toBe(2);
  expect(await keys()).toEqual(["newest", "older", "oldest", "read"]);
  expect(await deleteEntriesBeyond(sql, 10, 300)).toBe(0);
  expect(await deleteEntriesBeyond(sql, 10, 250)).toBe(1);
  expect(await keys()).toEqual(["newest", "older", "read"]);
  expect(await readCacheSize(sql)).toEqual({ entries: 2, bytes: 200 });
  const never = new AbortController().signal;
  await sql`update cache_entries set size = 60 * 1024 * 1024 where version is not null`;
  expect(await cleanUp(sql, never)).toMatchObject({ cacheExpired: 0, cacheBeyond: 1 });
  expect(await keys()).toEqual(["newest", "read"]);
});
