import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { type AnalyticsFact, analyticsRanges } from "../shared/analytics.ts";
import { countEvents, eventsPerStep } from "../server/analytics/count-events.ts";
import { detectLanguage } from "../server/analytics/detect-language.ts";
import { readAnalytics } from "../server/analytics/read-analytics.ts";
import { recordEvents } from "../server/analytics/record-events.ts";
import { nameWorkflows } from "../server/assistants/workflows/name-workflows.ts";
import { recordAudit } from "../server/people/audit/record-audit.ts";
import { type DatabaseClient, openDatabase } from "../server/platform/db/client.ts";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../server/platform/db/migrate.ts";
import { createMetrics } from "../server/platform/metrics/create-metrics.ts";
import { fillYear } from "./analytics/fill-year.ts";
import { readRawWeek } from "./analytics/read-raw.ts";

/**
 * `bun run bench:analytics`: how long the dashboards take over a year of 100,000 events a day,
 * compared with reading the events themselves, and the cost of writing and counting an event.
 * Prints a table of milliseconds.
 */
const filling = { people: 2_000, workflows: 8, models: 4, events: 100_000, eventDays: 7 };
const usualRounds = 40;

interface Times {
  what: string;
  p50: number;
  p95: number;
}

interface Measured {
  run: () => Promise<unknown>;
  /** Runs before each round, untimed. */
  before?: () => Promise<unknown>;
  rounds?: number;
}

async function measure(
  what: string,
  { run, before, rounds = usualRounds }: Measured,
): Promise<Times> {
  const taken: number[] = [];
  await run();
  for (let round = 0; round < rounds; round++) {
    await before?.();
    const startedAt = performance.now();
    await run();
    taken.push(performance.now() - startedAt);
  }
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { what, p50: at(0.5), p95: at(0.95) };
}

/**
 * What an event costs the statement that reports it, compared with a row that is written anyway.
 */
async function measureWriting({ db }: DatabaseClient): Promise<Times[]> {
  const said: AnalyticsFact = {
    kind: "message",
    role: "user",
    workflowId: "wf_1",
    length: 5,
    language: "en",
  };
  const write = (events: number) => () =>
    db.transaction(async (tx) => {
      await recordAudit(tx, { kind: "signed_in", actorId: null, userId: null, address: null });
      if (events > 0) await recordEvents(tx, "user_bench_1", [said]);
    });
  const question = "How far is it to the moon, and how long would it take to walk there?";
  return [
    await measure("a transaction that writes a line", { run: write(0), rounds: 400 }),
    await measure("the same with one event", { run: write(1), rounds: 400 }),
    await measure("telling the language of a message", {
      run: async () => detectLanguage(question),
      rounds: 400,
    }),
  ];
}

/** Resets the last events to uncounted. */
function uncount(sql: Sql, count: number): () => Promise<unknown> {
  return () =>
    sql.unsafe(`
      update analytics_events set is_counted = false
      where seq in (select seq from analytics_events order by seq desc limit ${count})`);
}

async function run(): Promise<Times[]> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { url } = opening.use(await startEmbeddedPostgres({ dataDir }));
  await migrateDatabase(url);
  console.error("· filling");
  const filler = opening.use(openDatabase(`${url}?statement_timeout=0`, 1));
  await fillYear(filler.sql, filling);
  await filler.sql`vacuum analyze`;
  const client = opening.use(openDatabase(url, 10));
  const { sql } = client;
  const deps = {
    sql,
    metrics: createMetrics(),
    prices: new Map(),
    listModels: async () => [],
    connectionOf: () => "default",
    nameWorkflows: (ids: readonly string[]) => nameWorkflows(sql, ids),
  };
  const rows: Times[] = [];
  for (const range of analyticsRanges)
    for (const [who, userId] of [
      ["everybody", null],
      ["a person", "user_bench_7"],
    ] as const)
      rows.push(
        await measure(`${who}'s ${range}`, { run: () => readAnalytics(deps, { userId, range }) }),
      );
  rows.push(
    await measure("everybody's year, with a minute's events to be counted first", {
      before: uncount(client.sql, Math.round(filling.events / 1_440)),
      run: () => readAnalytics(deps, { userId: null, range: "year" }),
    }),
    await measure("everybody's week from the events", {
      run: () => readRawWeek(filler.sql),
      rounds: 3,
    }),
    await measure(`counting ${eventsPerStep} events of as many people`, {
      before: uncount(client.sql, eventsPerStep),
      run: () => countEvents(deps, { limit: eventsPerStep, prices: deps.prices }),
      rounds: 10,
    }),
  );
  return [...rows, ...(await measureWriting(client))];
}

const rows = await run();
console.log("\n| what | p50, ms | p95, ms |\n| --- | --- | --- |");
for (const { what, p50, p95 } of rows)
  console.log(`| ${what} | ${p50.toFixed(2)} | ${p95.toFixed(2)} |`);
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "analytics.json"), `${JSON.stringify(rows, null, 2)}\n`);
