import { expect, test } from "bun:test";
import { startTcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { connectClient, connectIdleClient } from "./connect-client.ts";
import { untilSilent } from "./until-silent.ts";
import { writeBackup } from "./write-backup.ts";

test.each([
  ["of a backup", connectClient],
  ["that is idle", connectIdleClient],
] as const)(
  "a connection %s is ended by the database when its machine dies, and not before",
  async (_, connect) => {
    await using database = await createTestDatabase();
    const client = await connect(database.url, "test");
    const { rows } = await client.query(`
    select current_setting('tcp_keepalives_idle') as idle,
      current_setting('tcp_keepalives_interval') as interval,
      current_setting('tcp_keepalives_count') as count`);
    await client.end();
    expect(rows).toEqual([{ idle: "10", interval: "5", count: "3" }]);
  },
);

test.each([
  ["of a backup", connectClient],
  ["that is idle", connectIdleClient],
] as const)(
  "a connection %s that is lost between two queries ends nothing else",
  async (_, connect) => {
    await using database = await createTestDatabase();
    const client = await connect(database.url, "test");
    const ended = new Promise((resolve) => client.once("end", resolve));
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const other = await connectClient(database.url, "other");
    await other.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await ended;
    await expect(client.query("select 1")).rejects.toThrow();
    await other.end();
  },
);

test("a database that falls silent ends a backup that is being read", async () => {
  await using database = await createTestDatabase();
  await using proxy = await startTcpProxy(database.url);
  const reading = writeBackup(proxy.url, { chatkit: "1", secret: null }, { silentMs: 100 });
  expect((await reading.next()).done).toBe(false);
  expect(proxy.strand()).toBe(1);
  await expect(reading.next()).rejects.toThrow("the database has sent nothing for 0.1 seconds");
  expect(await reading.next()).toEqual({ done: true, value: undefined });
});

test("a reader that takes its time is no silence of the database", async () => {
  await using database = await createTestDatabase();
  const client = await connectClient(database.url, "test");
  async function* source() {
    yield 1;
    yield 2;
  }
  const found: number[] = [];
  for await (const each of untilSilent(client, source(), 5)) {
    found.push(each);
    await Bun.sleep(20);
  }
  expect(found).toEqual([1, 2]);
  await client.query("select 1");
  await client.end();
});
