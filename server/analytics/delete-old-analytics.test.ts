import { afterAll, beforeAll, expect, test } from "bun:test";
import type { AnalyticsFact } from "../../shared/analytics.ts";
import { cleanUp } from "../app/clean-up.ts";
import { usualRetention } from "../app/retention-settings.ts";
import { openDatabase } from "../platform/db/client.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { createStage, type Stage } from "../../testing/server/stage.ts";
import { countEvents, eventsPerStep } from "./count-events.ts";
import { deleteOldAnalytics } from "./delete-old-analytics.ts";
import { readAnalytics } from "./read-analytics.ts";
import { recordEvents } from "./record-events.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

const metrics = createMetrics();
const never = new AbortController().signal;
const said: AnalyticsFact = {
  kind: "message",
  role: "user",
  workflowId: "wf_default",
  length: 5,
  language: "en",
};

const nothingKnown = {
  prices: new Map(),
  listModels: async () => [],
  connectionOf: () => null,
  nameWorkflows: async () => new Map(),
};

const everyEvent = { limit: eventsPerStep, prices: new Map() };

/** Leaves an event that is so many days old. */
async function record(days: number): Promise<void> {
  await stage.db.transaction((tx) => recordEvents(tx, stage.userId, [said]));
  await stage.sql`
    update analytics_events set at = now() - ${days} * interval '1 day'
    where seq = (select max(seq) from analytics_events)`;
}

const countOf = async (table: string) =>
  (await stage.sql`select 1 from ${stage.sql(table)}`).length;

test("data about single users is deleted when its time is over, and aggregate figures stay", async () => {
  for (const days of [500, 40, 1]) await record(days);
  await countEvents({ ...stage, metrics }, everyEvent);
  await stage.sql`insert into analytics_batches (id, size, created_at) values ('batch_old', 1, now() - interval '40 days')`;
  const totals = await countOf("analytics_totals");
  await cleanUp(stage.sql, never, { ...usualRetention, analyticsDays: 30 });
  expect(await countOf("analytics_events")).toBe(1);
  expect(await countOf("analytics_batches")).toBe(0);
  const kept = await stage.sql`
    select 1 from analytics_user_totals where starts < now() - interval '32 days'`;
  expect(kept.length).toBeLessThanOrEqual(1);
  expect(await countOf("analytics_totals")).toBe(totals);
  const over = await stage.sql`
    select 1 from analytics_presences where span in ('hour', 'day') and starts < now() - interval '9 days'`;
  expect(over).toHaveLength(0);
  const deps = { ...stage, metrics, ...nothingKnown };
  const old = new Date(Date.now() - 500 * 86_400_000).toISOString().slice(0, 10);
  const read = await readAnalytics(deps, { userId: null, range: "day", on: old });
  expect(read.totals).toMatchObject({ messages: 1, people: 1 });
});

test("who was there is remembered while events of that time are still to be counted", async () => {
  await record(20);
  await countEvents({ ...stage, metrics }, everyEvent);
  await record(20);
  await cleanUp(stage.sql, never, { ...usualRetention, analyticsDays: 30 });
  await countEvents({ ...stage, metrics }, everyEvent);
  const on = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
  const deps = { ...stage, metrics, ...nothingKnown };
  const read = await readAnalytics(deps, { userId: null, range: "day", on });
  expect(read.totals).toMatchObject({ messages: 2, people: 1 });
});

test("those who were there are looked up by an index, however many they are", async () => {
  await using database = openDatabase(stage.url, 1);
  const { sql } = database;
  const scans = async () => {
    await sql`select pg_stat_force_next_flush()`;
    const [row] = await sql`
      select seq_scan::int as scans from pg_stat_user_tables where relname = 'analytics_presences'`;
    return row?.["scans"];
  };
  // Of a small table, Postgres would rather read all.
  await sql`set enable_seqscan = off`;
  const before = await scans();
  await deleteOldAnalytics(sql, 100, 30);
  expect(await scans()).toBe(before);
});
