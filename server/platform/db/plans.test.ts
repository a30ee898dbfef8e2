import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import {
  type ExplainedStatement,
  type ExplainingPostgres,
  startExplainingPostgres,
  stepsOf,
} from "../../../testing/server/explaining-postgres.ts";
import { multiplyRows } from "../../../testing/server/multiply-rows.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { useEverything } from "../../../testing/server/use-everything.ts";
import { type DatabaseClient, openDatabase } from "./client.ts";

// Connections keep the first plan of each statement, and tables grow: what was planned while they
// were empty has to be cheap when they are not, and so has what is planned later.

let server: ExplainingPostgres;
let database: DatabaseClient;
let provider: MockProvider;
let app: App;
beforeAll(async () => {
  server = await startExplainingPostgres();
  database = openDatabase(server.url, 1);
  provider = await startMockProvider();
  app = await startTestApp({ databaseUrl: server.url, providerUrl: provider.url });
}, 60_000);
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await provider?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** Tables with few rows however many people there are. */
const small = new Set([
  "workflows",
  "workflow_versions",
  "cache_entries",
  "connections",
  "invitations",
  "server_settings",
]);

/** Rows of every other table: a look-up that reads them all touches several times `mostBlocks`. */
const rows = 6_000;

/** Most blocks that a statement may touch: some ten index look-ups for each row of a page. */
const mostBlocks = 300;

/** Statements that read in proportion to something, and why they may. */
const wide: readonly { words: string; because: string }[] = [
  { words: "from chat_sessions where expires_at > now()", because: "counts, for metrics" },
  { words: "from cache_entries", because: "a table of at most 64 MB" },
  { words: "m.feedback_comment as comment", because: "a page of a hundred comments, for admins" },
  { words: "update analytics_events set is_counted", because: "counts all that is new" },
  { words: "from analytics_", because: "adds up the figures of a stretch of time" },
  { words: `from "unindexed_messages" where user_id >`, because: "50,000 notes, once a minute" },
  { words: "pg_catalog.pg_type", because: "the driver, once a connection" },
  { words: "from mails where recipient", because: "the tests' own" },
  { words: "update users set role", because: "the tests' own" },
];

async function listGrowing(): Promise<string[]> {
  const tables = await database.sql<{ name: string }[]>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`;
  return tables.map(({ name }) => name).filter((name) => !small.has(name));
}

/** What is wrong with how statements ran; pg-boss plans its own anew each time. */
function findFaults(statements: ExplainedStatement[], growing: readonly string[]): string[] {
  const faults = new Set<string>();
  for (const { text, plan } of statements) {
    const words = text.replaceAll(/\s+/g, " ");
    if (words.includes("pgboss.") || wide.some((each) => words.includes(each.words))) continue;
    const blocks = (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
    if (blocks > mostBlocks) faults.add(`${blocks} blocks: ${words}`);
    for (const step of stepsOf(plan)) {
      const table = step["Relation Name"] ?? "";
      if (step["Node Type"] === "Seq Scan" && growing.includes(table))
        faults.add(`scans ${table}: ${words}`);
    }
  }
  return [...faults];
}

test("no statement reads more as tables grow, whenever it was planned", async () => {
  const growing = await listGrowing();
  // What the migrations did.
  server.takeStatements();
  await useEverything({ app, name: "first" });
  const first = server.takeStatements();
  // Enough of the product runs here that a new statement is not missed by chance.
  expect(new Set(first.map(({ text }) => text)).size).toBeGreaterThan(180);
  expect(findFaults(first, growing)).toEqual([]);

  await multiplyRows(database.sql, growing, rows);
  server.takeStatements();
  await useEverything({ app, name: "young" });
  expect(findFaults(server.takeStatements(), growing)).toEqual([]);

  await database.sql`analyze`;
  server.takeStatements();
  await useEverything({ app, name: "large" });
  expect(findFaults(server.takeStatements(), growing)).toEqual([]);
}, 120_000);
