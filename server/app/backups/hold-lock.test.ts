import { afterAll, beforeAll, expect, test } from "bun:test";
import pg from "pg";
import postgres, { type Sql } from "postgres";
import { present } from "../../../testing/present.ts";
import { startTcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { untilTrue } from "../../../testing/until.ts";
import { writeBackup } from "../../platform/backup/write-backup.ts";
import { restoreDatabase } from "../restore-database.ts";
import { holdBackupLock } from "./hold-lock.ts";

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql?.end();
  await database?.[Symbol.asyncDispose]();
});

/** When the lock's connection has last asked something. */
async function readLastQuery(): Promise<string> {
  const [row] = await sql<{ at: string }[]>`
    select query_start::text as at from pg_stat_activity
    where application_name = 'chatkit backup lock' and datname = current_database()`;
  return present(row).at;
}

test("a database that ends idle sessions does not take the lock away", async () => {
  await sql`do $$ begin
    execute format('alter database %I set idle_session_timeout = 200', current_database());
  end $$`;
  await using lock = present(await holdBackupLock(database.url));
  // Connected later, it is idle for long enough later.
  const other = new pg.Client({ connectionString: database.url });
  const ended = Promise.withResolvers<Error>();
  other.on("error", ended.resolve);
  await other.connect();
  expect((await ended.promise).message).toContain("idle-session timeout");
  await lock.requireHeld();
  expect(lock.lost.aborted).toBe(false);
  await sql`do $$ begin
    execute format('alter database %I reset idle_session_timeout', current_database());
  end $$`;
});

test("a restore makes another database of it, and nothing else does", async () => {
  await using restored = await createTestDatabase();
  const originOf = async () => {
    await using lock = present(await holdBackupLock(restored.url));
    return lock.origin;
  };
  const before = await originOf();
  expect(before).toMatch(/^[0-9a-f]{8}$/);
  expect(await originOf()).toBe(before);
  const rows = await Array.fromAsync(writeBackup(restored.url, { chatkit: "1", secret: null }));
  async function* source() {
    yield* rows;
  }
  const load = () => restoreDatabase(restored.url, source(), { replace: true, report: () => {} });
  await load();
  const after = await originOf();
  expect(after).not.toBe(before);
  await load();
  expect([before, after]).not.toContain(await originOf());
});

test("the connection is never idle for long", async () => {
  await using lock = present(await holdBackupLock(database.url, 20));
  const before = await readLastQuery();
  await untilTrue("a query", async () => (await readLastQuery()) !== before);
  expect(lock.lost.aborted).toBe(false);
});

test("a connection that has died silently is lost, and so is one that the database ends", async () => {
  await using proxy = await startTcpProxy(database.url);
  await using silent = present(await holdBackupLock(proxy.url, 20));
  expect(await holdBackupLock(database.url)).toBeNull();
  const lost = new Promise((resolve) => silent.lost.addEventListener("abort", resolve));
  expect(proxy.strand()).toBe(1);
  await lost;
  await expect(silent.requireHeld()).rejects.toThrow("the connection that holds its lock was lost");
  const endIt = () => sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'chatkit backup lock' and datname = current_database()`;
  await endIt();
  await untilTrue("the lock", async () => {
    await using lock = await holdBackupLock(database.url);
    return lock !== null;
  });
  await using ended = present(await holdBackupLock(database.url));
  await endIt();
  await untilTrue("the loss", () => ended.lost.aborted);
});
