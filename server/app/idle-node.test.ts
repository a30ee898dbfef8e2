import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../platform/db/client.ts";
import { startEmbeddedPostgres } from "../platform/db/embedded-postgres.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { testServerSettings } from "../../testing/server/test-database.ts";

/** One look at how much is sent, in milliseconds. */
const lookMs = 4_000;

/** The clock makes jobs once a minute, and a start leaves work behind: some looks see more. */
const mostLooks = 8;

test("a node that nobody uses sends at most two statements a second", async () => {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-idle-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const settings = { ...testServerSettings, shared_preload_libraries: "pg_stat_statements" };
  const server = opening.use(await startEmbeddedPostgres({ dataDir, settings }));
  const { sql } = opening.use(openDatabase(server.url, 1));
  await sql`create extension pg_stat_statements`;
  opening.use(await startTestApp({ databaseUrl: server.url }));
  const perSecond: number[] = [];
  while (perSecond.length < mostLooks && !perSecond.some((calls) => calls <= 2)) {
    await sql`select pg_stat_statements_reset()`;
    await Bun.sleep(lookMs);
    const [row] = await sql<{ calls: number }[]>`
      select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
      where query not like '%pg_stat_statements%'`;
    perSecond.push((row?.calls ?? Number.NaN) / (lookMs / 1_000));
  }
  expect(Math.min(...perSecond)).toBeLessThanOrEqual(2);
}, 90_000);
