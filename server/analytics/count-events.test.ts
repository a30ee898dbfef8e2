import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import type { AnalyticsFact } from "../../shared/analytics.ts";
import { newId } from "../../shared/ids.ts";
import { nameWorkflows } from "../assistants/workflows/name-workflows.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { createStage, type Stage } from "../../testing/server/stage.ts";
import { countAllEvents, countEvents, eventsPerStep } from "./count-events.ts";
import type { ModelPrices } from "./model-prices.ts";
import { type AnalyticsWish, readAnalytics } from "./read-analytics.ts";
import { recordEvents } from "./record-events.ts";
import { setOptOut } from "./set-opt-out.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await stage.sql`
    truncate analytics_events, analytics_totals, analytics_user_totals, analytics_presences, analytics_people`;
});

const metrics = createMetrics();
const never = new AbortController().signal;
const prices = new Map([["small", { input: 1, output: 10 }]]);
const named = (ids: readonly string[]) => nameWorkflows(stage.sql, ids);
const read = (wish: Partial<AnalyticsWish> = {}, today: ModelPrices = prices) =>
  readAnalytics(
    {
      ...stage,
      metrics,
      prices: today,
      listModels: async () => [],
      connectionOf: () => null,
      nameWorkflows: named,
    },
    { userId: null, range: "day", ...wish },
  );

async function newUser(): Promise<string> {
  const id = newId("user");
  await stage.sql`insert into users (id) values (${id})`;
  return id;
}

/** Leaves events of a user at a moment, as transactions do. */
async function record(userId: string, at: string, facts: AnalyticsFact[]): Promise<void> {
  await stage.db.transaction((tx) => recordEvents(tx, userId, facts));
  await stage.sql`
    update analytics_events set at = ${at} where seq in (
      select seq from analytics_events order by seq desc limit ${facts.length})`;
}

const session: AnalyticsFact = { kind: "session_created", workflowId: "wf_default" };
const said = (workflowId = "wf_default"): AnalyticsFact => ({
  kind: "message",
  role: "user",
  workflowId,
  length: 5,
  language: "en",
});
const judged = (
  rating: "positive" | "negative" | null,
  before: "positive" | "negative" | null,
): AnalyticsFact => ({ kind: "feedback", workflowId: "wf_other", model: "large", rating, before });
const replied = (
  more: Partial<Extract<AnalyticsFact, { kind: "generation_finished" }>> = {},
): AnalyticsFact => ({
  kind: "generation_finished",
  workflowId: "wf_default",
  workflowVersion: 1,
  model: "small",
  outcome: "completed",
  inputTokens: 100,
  outputTokens: 10,
  firstTokenMs: 500,
  durationMs: 1_000,
  ...more,
});

describe("figures", () => {
  test("are those of the events, over every range, by workflow and by model", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const apart = { cachedInputTokens: 60, reasoningTokens: 4 };
    await record(ann, "2026-11-25T10:59:59Z", [session, said(), replied(apart)]);
    await record(bob, "2026-11-25T11:00:00Z", [
      said("wf_other"),
      { kind: "signed_in" } as const,
      { kind: "registered" } as const,
      replied({ workflowId: "wf_other", model: "large", outcome: "failed", firstTokenMs: null }),
      judged("positive", null),
      judged("negative", "positive"),
    ]);
    await record(ann, "2026-11-24T09:00:00Z", [said(), replied({ outcome: "stopped" })]);
    const day = await read({ on: "2026-11-25" });
    expect(day.totals).toMatchObject({
      sessions: 1,
      messages: 2,
      replies: 2,
      errors: 1,
      stopped: 0,
      people: 2,
      inputTokens: 200,
      outputTokens: 20,
      cachedInputTokens: 60,
      reasoningTokens: 4,
      cost: 0.0002,
      feedbackPositive: 0,
      feedbackNegative: 1,
      signIns: 1,
      registrations: 1,
    });
    expect(day.series).toHaveLength(24);
    expect(day.series[10]).toMatchObject({ messages: 1, people: 1, sessions: 1 });
    expect(day.series[11]).toMatchObject({ messages: 1, people: 1, errors: 1, cost: null });
    expect(day.series[12]).toMatchObject({ messages: 0, people: 0, firstTokenP50Ms: null });
    expect(day.workflows).toMatchObject([
      { workflowId: "wf_default", name: "ChatKit", messages: 1, people: 1, cost: 0.0002 },
      { workflowId: "wf_other", name: "wf_other", messages: 1, people: 1, errors: 1, cost: null },
    ]);
    expect(day.models).toMatchObject([
      { model: "large", replies: 1, errors: 1, feedbackNegative: 1, firstTokenP50Ms: null },
      { model: "small", replies: 1, cost: 0.0002, ...apart },
    ]);
    expect(day.unpriced).toEqual(["large"]);
    for (const range of ["week", "month", "year"] as const) {
      const view = await read({ range, on: "2026-11-25" });
      expect([range, view.totals]).toMatchObject([range, { messages: 3, people: 2, stopped: 1 }]);
      expect(view.series.reduce((sum, each) => sum + each.messages, 0)).toBe(3);
    }
    expect((await read({ range: "year", on: "2025-12-31" })).totals.messages).toBe(0);
  });

  test("keep the cost that replies were counted with", async () => {
    const ann = await newUser();
    const on = "2026-11-25";
    await record(ann, `${on}T10:00:00Z`, [replied(), replied({ model: "large" })]);
    expect((await read({ on })).totals.cost).toBe(0.0002);
    const dearer = new Map([["small", { input: 100, output: 100 }]]);
    await record(ann, `${on}T11:00:00Z`, [replied()]);
    const view = await read({ on }, dearer);
    expect(view.series[10]?.cost).toBe(0.0002);
    expect(view.series[11]?.cost).toBe(0.011);
    expect(view.unpriced).toEqual(["large"]);
    const gone = await read({ on }, new Map());
    expect(gone.totals.cost).toBeCloseTo(0.0112, 12);
    expect(gone.unpriced).toEqual(["large"]);
    const late = await read({ on }, new Map([["large", { input: 1, output: 0 }]]));
    expect(late.models.find(({ model }) => model === "large")?.cost).toBe(0.0001);
    expect(late.unpriced).toEqual([]);
  });

  test("have figures of earlier versions at today's price", async () => {
    const ann = await newUser();
    await record(ann, "2026-11-25T10:00:00Z", [replied()]);
    await read({ on: "2026-11-25" });
    await stage.sql`
      update analytics_totals set cost = default, priced_input_tokens = default,
        priced_cached_input_tokens = default, priced_cache_write_tokens = default, priced_output_tokens = default`;
    const dearer = new Map([["small", { input: 10, output: 100 }]]);
    expect((await read({ on: "2026-11-25" }, dearer)).totals.cost).toBe(0.002);
  });

  test("of a user contain no other user's", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    await record(ann, "2026-11-25T10:00:00Z", [said(), replied()]);
    await record(bob, "2026-11-25T10:00:00Z", [said(), said(), replied({ model: "large" })]);
    const hers = await read({ userId: ann, range: "month", on: "2026-11-01" });
    expect(hers.totals).toMatchObject({ messages: 1, replies: 1, people: null });
    expect(hers.models.map(({ model }) => model)).toEqual(["small"]);
    expect(hers.workflows.map(({ people }) => people)).toEqual([null]);
  });

  test("hold an event that commits after younger ones were counted, and hold each once", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const late = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const slow = stage.db.transaction(async (tx) => {
      await recordEvents(tx, ann, [said()]);
      written.resolve();
      await late.promise;
    });
    await written.promise;
    await stage.db.transaction((tx) => recordEvents(tx, bob, [said()]));
    expect((await read()).totals).toMatchObject({ messages: 1, people: 1 });
    late.resolve();
    await slow;
    expect((await read()).totals).toMatchObject({ messages: 2, people: 2 });
    expect((await read()).totals).toMatchObject({ messages: 2, people: 2 });
  });

  test("are counted once however many count at the same time", async () => {
    const users = await Promise.all(Array.from({ length: 5 }, newUser));
    for (const user of users) await record(user, "2026-11-25T10:00:00Z", [said(), replied()]);
    const deps = { ...stage, metrics, prices, listModels: async () => [] };
    const step = { limit: eventsPerStep, prices };
    await Promise.all(Array.from({ length: 8 }, () => countEvents(deps, step)));
    await countAllEvents(deps, never);
    const { totals } = await read({ on: "2026-11-25" });
    expect(totals).toMatchObject({ messages: 5, replies: 5, people: 5 });
  });
});

test("wrong numbers of tokens in one event do not fail the counting of the others", async () => {
  const user = await newUser();
  const at = "2026-11-25T10:00:00Z";
  const wrong = {
    inputTokens: 7.5,
    outputTokens: -3,
    reasoningTokens: "3",
    cachedInputTokens: 1e300,
  };
  const odd = { ...replied(), ...wrong };
  await stage.sql`
    insert into analytics_events (id, user_id, at, fact)
    values ('evt_odd', ${user}, ${at}, ${JSON.stringify(odd)}::text::jsonb)`;
  await record(user, at, [said(), replied({ inputTokens: 10, outputTokens: 5 })]);
  const { totals } = await read({ on: "2026-11-25" });
  expect(totals).toMatchObject({ messages: 1, replies: 2, inputTokens: 17, outputTokens: 5 });
});

test("percentiles of first-token times are right within a tenth, over any number of rows", async () => {
  const user = await newUser();
  const times = Array.from({ length: 400 }, (_, i) => Math.round(20 * 1.02 ** i));
  const half = times.length / 2;
  await record(
    user,
    "2026-11-25T10:00:00Z",
    times.slice(0, half).map((ms) => replied({ firstTokenMs: ms })),
  );
  await read();
  await record(
    user,
    "2026-11-25T20:00:00Z",
    times.slice(half).map((ms) => replied({ firstTokenMs: ms, model: "large" })),
  );
  const { totals } = await read({ range: "week", on: "2026-11-25" });
  const exact = (share: number) => times[Math.ceil(share * times.length) - 1] ?? 0;
  expect(Math.abs((totals.firstTokenP50Ms ?? 0) / exact(0.5) - 1)).toBeLessThan(0.1);
  expect(Math.abs((totals.firstTokenP95Ms ?? 0) / exact(0.95) - 1)).toBeLessThan(0.1);
});

test("a user who opts out while an event is being written leaves nothing", async () => {
  const user = await newUser();
  const commit = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const slow = stage.db.transaction(async (tx) => {
    await recordEvents(tx, user, [said()]);
    written.resolve();
    await commit.promise;
  });
  await written.promise;
  const optedOut = setOptOut(stage.db, { userId: user, optOut: true });
  let isOver = false;
  void optedOut.finally(() => (isOver = true));
  const waits = () => stage.sql`
    select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  while (!isOver && (await waits()).length === 0) await Bun.sleep(5);
  const late = stage.db.transaction((tx) => recordEvents(tx, user, [said()]));
  commit.resolve();
  await Promise.all([slow, optedOut, late]);
  expect(await stage.sql`select 1 from analytics_events`).toHaveLength(0);
});
