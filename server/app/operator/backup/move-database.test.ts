import { afterEach, beforeEach, expect, test } from "bun:test";
import { tmpdir } from "node:os";
import postgres, { type Sql } from "postgres";
import { runBackupCommand } from "../../../../testing/backups/run-backup-command.ts";
import { createTestDatabase, type TestDatabase } from "../../../../testing/server/test-database.ts";
import { untilTrue } from "../../../../testing/until.ts";
import { migrateDatabase } from "../../../platform/db/migrate.ts";

let source: TestDatabase;
let target: TestDatabase;
let sql: Sql;

beforeEach(async () => {
  [source, target] = [await createTestDatabase(), await createTestDatabase()];
  sql = postgres(source.url, { max: 2, onnotice: () => {} });
});

afterEach(async () => {
  await sql?.end();
  await source?.[Symbol.asyncDispose]();
  await target?.[Symbol.asyncDispose]();
});

const move = () =>
  runBackupCommand(["move-database", target.url], {
    DATABASE_URL: source.url,
    DATA_DIR: tmpdir(),
    JWT_SECRET_KEY: "s".repeat(64),
  });

/** Keeps the move waiting for a table that it copies. */
async function holdUp() {
  const blocker = await sql.reserve();
  await blocker`begin`;
  await blocker`lock table users in access exclusive mode`;
  return async () => {
    await blocker`rollback`;
    blocker.release();
  };
}

/** How many connections of this name wait for a lock of this kind. */
const waiting = async (name: string, event: string) => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int from pg_stat_activity
    where datname = current_database() and application_name = ${name} and wait_event = ${event}`;
  return row?.count ?? 0;
};

test("a server that is started during the move waits for its end, and is told", async () => {
  const release = await holdUp();
  const moving = move();
  await untilTrue("the copy", async () => (await waiting("chatkit backup", "relation")) === 1);
  // What a node does before anything else.
  const starting = migrateDatabase(source.url);
  await untilTrue("a node that waits", async () => (await waiting("chatkit", "advisory")) === 1);
  await release();
  const { code, err } = await moving;
  expect([code, err]).toEqual([1, expect.stringContaining("has been started on this database")]);
  expect(err).toContain("has a whole copy");
  expect(err).toContain("--replace");
  await starting;
}, 30_000);

test("a server that is starting is noticed before anything is copied", async () => {
  const starter = await sql.reserve();
  await starter`select pg_advisory_lock(4277009102)`;
  expect((await move()).err).toContain("a server is starting on this database");
  await starter`select pg_advisory_unlock(4277009102)`;
  starter.release();
});

test("a node that was missed is noticed at the end, with what to do about the copy", async () => {
  const release = await holdUp();
  const moving = move();
  await untilTrue("the copy", async () => (await waiting("chatkit backup", "relation")) === 1);
  const node = postgres(source.url, { max: 1, connection: { application_name: "chatkit listen" } });
  await node`select 1`;
  await release();
  expect((await moving).err).toMatch(
    /has a whole copy, but a server has used this database .*--replace/,
  );
  await node.end();
}, 30_000);

test("a move closes all of its connections", async () => {
  expect((await move()).code).toBe(0);
  const connected = async () => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int from pg_stat_activity
      where datname = current_database() and application_name like 'chatkit%'`;
    return row?.count;
  };
  await untilTrue("the end of its connections", async () => (await connected()) === 0);
});
