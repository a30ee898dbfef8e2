import { expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { createTestDatabase } from "../../testing/server/test-database.ts";
import { useEverything } from "../../testing/server/use-everything.ts";
import { cleanUp } from "./clean-up.ts";

/** Tables that keep what they have when everything is old and all users are gone, and why. */
const kept: Record<string, string> = {
  analytics_people: "figures of everybody together, a row an hour at most",
  analytics_totals: "figures of everybody together, a row an hour, workflow and model at most",
  push_keys: "the one pair of keys that signs notifications",
  server_settings:
    "a row a setting, with the names of connections, which admins and operators make",
  workflow_versions: "what admins published; grows by their hands alone",
  workflows: "the assistants",
};

async function listTables(sql: Sql): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`;
  return tables.map(({ name }) => name);
}

/** Makes everything ten years older. */
async function age(sql: Sql): Promise<void> {
  const columns = await sql<{ table: string; column: string }[]>`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and a.atttypid = 'timestamptz'::regtype and not a.attisdropped`;
  for (const { table, column } of columns)
    await sql`update ${sql(table)} set ${sql(column)} = ${sql(column)} - interval '10 years'`;
  await sql`update rate_limits set expire = 0`;
}

async function listFilled(sql: Sql): Promise<string[]> {
  const filled: string[] = [];
  for (const table of await listTables(sql)) {
    const rows = await sql`select 1 from ${sql(table)} limit 1`;
    if (rows.length > 0) filled.push(table);
  }
  return filled;
}

/** A database in which everything has been done once, and no node runs any more. */
async function fill(databaseUrl: string): Promise<void> {
  await using provider = await startMockProvider();
  await using app = await startTestApp({ databaseUrl, providerUrl: provider.url });
  await useEverything({ app, name: "old" });
}

test("every table that grows is cleaned up, or goes with its user", async () => {
  await using database = await createTestDatabase();
  await fill(database.url);
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    const filled = await listFilled(sql);
    for (const table of ["chunks", "deleted_threads", "feed_events", "mails", "messages"])
      expect(filled).toContain(table);
    await age(sql);
    await cleanUp(sql, new AbortController().signal);
    await sql`delete from users`;
    await cleanUp(sql, new AbortController().signal);
    expect(await listFilled(sql)).toEqual(Object.keys(kept));
  } finally {
    await sql.end();
  }
}, 60_000);
