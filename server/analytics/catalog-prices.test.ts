import { afterAll, expect, test } from "bun:test";
import postgres from "postgres";
import type { AnalyticsView } from "../../shared/analytics.ts";
import { present } from "../../testing/present.ts";
import { newAdmin } from "../../testing/server/accounts.ts";
import type { Browser } from "../../testing/server/browser.ts";
import { connectionTo, providerTo } from "../../testing/server/connection-to.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import type { Connection } from "../models/connections/connection.ts";
import type { ModelPrices } from "./model-prices.ts";

const resources = new AsyncDisposableStack();
afterAll(() => resources.disposeAsync(), 30_000);

/** A model server that only lists its models. */
function startList(answer: (request: Request) => Response | Promise<Response>): string {
  const server = Bun.serve({ hostname: "127.0.0.1", port: 0, idleTimeout: 0, fetch: answer });
  resources.defer(() => server.stop(true));
  return `http://127.0.0.1:${server.port}/v1`;
}

/** Models that were used, the prices of the setting, and parts of the tokens in. */
interface UsedModels {
  models: readonly string[];
  prices: ModelPrices;
  parts?: { cachedInputTokens?: number; cacheWriteTokens?: number };
}

/** A node on these connections, where each model has read a million tokens and written another. */
async function startNode(
  connections: readonly [Connection, ...Connection[]],
  { models, prices, parts = {} }: UsedModels,
): Promise<Browser> {
  const provider = providerTo(connections);
  const analytics = { receiver: null, prices, byPerson: true };
  const config = { provider, analytics, logLevel: "silent" as const };
  const app = resources.use(await startTestApp({ config }));
  const sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  const admin = await newAdmin({ origin: app.origin, sql });
  const { id } = await admin.api.auth.me.query();
  for (const [i, model] of models.entries()) {
    const fact = {
      kind: "generation_finished",
      workflowId: "wf_default",
      workflowVersion: 1,
      model,
      outcome: "completed",
      inputTokens: 1_000_000,
      outputTokens: 1_000_000,
      ...parts,
      firstTokenMs: 1,
      durationMs: 1,
    };
    await sql`insert into analytics_events (id, user_id, fact) values (${`evt_${i}`}, ${id}, ${sql.json(fact)})`;
  }
  return admin;
}

const costs = ({ models }: AnalyticsView) =>
  Object.fromEntries(models.map(({ model, cost }) => [model, cost]));

test("the catalog prices the models that the setting does not, by their full names", async () => {
  const priced = (id: string, dollars: string) => ({
    id,
    pricing: { prompt: dollars, completion: dollars },
  });
  const list = startList(() =>
    Response.json({
      data: [
        priced("lab/big", "0.000003"),
        priced("lab/set", "0.000003"),
        priced("lab/free", "0"),
        { id: "mute" },
      ],
    }),
  );
  const told = { name: "haiku", price: { input: 1, output: 5 } };
  const models = ["lab/big", "lab/set", "lab/free", "mute", "own/haiku", "haiku", "own/lab/big"];
  const { api } = await startNode(
    [connectionTo(list), connectionTo(list, { id: "own", models: [told, { name: "lab/big" }] })],
    { models, prices: new Map([["lab/set", { input: 10, output: 20 }]]) },
  );
  const view = await api.admin.analytics.read.query({});
  expect(costs(view)).toEqual({
    "lab/big": 6,
    "lab/set": 30,
    "lab/free": 0,
    mute: null,
    "own/haiku": 6,
    haiku: null,
    "own/lab/big": 6,
  });
  expect(view.totals.cost).toBe(48);
  expect(view.workflows.map(({ cost }) => cost)).toEqual([48]);
  expect(view.unpriced).toEqual(["haiku", "mute"]);
  expect(costs(await api.analytics.mine.query({}))).toEqual(costs(view));
  const { csv } = await api.admin.analytics.export.query({});
  expect(csv).toMatch(/^model,own\/haiku,.*,1000000,0,0,1000000,0,6,/m);
}, 30_000);

test("tokens that a server read from a cache cost what its list says", async () => {
  const pricing = { prompt: "0.000003", completion: "0", input_cache_read: "0.000001" };
  const list = startList(() => Response.json({ data: [{ id: "lab/big", pricing }] }));
  const told = { name: "haiku", price: { input: 4, output: 0, cachedInput: 0.5, cacheWrite: 5 } };
  const { api } = await startNode(
    [connectionTo(list), connectionTo(list, { id: "own", models: [told] })],
    {
      models: ["lab/big", "own/haiku", "set"],
      prices: new Map([["set", { input: 2, output: 0, cachedInput: 0 }]]),
      parts: { cachedInputTokens: 500_000, cacheWriteTokens: 250_000 },
    },
  );
  const view = await api.admin.analytics.read.query({});
  expect(costs(view)).toEqual({ "lab/big": 2, "own/haiku": 2.5, set: 1 });
  expect(view.totals).toMatchObject({
    cachedInputTokens: 1_500_000,
    cacheWriteTokens: 750_000,
    cost: 5.5,
  });
}, 30_000);

test("connections have figures of their own, and so have models whose connection is unknown", async () => {
  const list = startList(() => Response.json({ data: [{ id: "lab/big" }] }));
  const own = { id: "own", models: [{ name: "now", price: { input: 1, output: 2 } }] };
  const { api } = await startNode([connectionTo(list), connectionTo(list, own)], {
    models: ["lab/big", "plain", "own/now", "own/before", "own/lab/big", "gone/a"],
    prices: new Map(),
  });
  const { connections } = await api.admin.analytics.read.query({});
  expect(connections).toMatchObject([
    { connection: "own", replies: 3, inputTokens: 3_000_000, cost: 3 },
    { connection: "default", replies: 2, inputTokens: 2_000_000, cost: null },
    { connection: null, replies: 1, inputTokens: 1_000_000, cost: null },
  ]);
  expect((await api.analytics.mine.query({})).connections).toEqual(present(connections));
  const { csv } = await api.admin.analytics.export.query({});
  const lines = csv.split("\r\n").filter((each) => each.startsWith("connection,"));
  expect(lines.map((line) => line.split(",")[1])).toEqual(["own", "default", ""]);
}, 30_000);

test("without any price nothing is said to be missing one", async () => {
  const list = startList(() => Response.json({ data: [{ id: "a" }] }));
  const { api } = await startNode([connectionTo(list)], { models: ["a"], prices: new Map() });
  const view = await api.admin.analytics.read.query({});
  expect([view.totals.cost, view.unpriced]).toEqual([null, []]);
}, 30_000);

const settingOnly = { models: ["a", "b"], prices: new Map([["a", { input: 1, output: 1 }]]) };

test("figures come at the setting's prices where the list cannot be read", async () => {
  const list = startList(() => new Response("{}", { status: 500 }));
  const { api } = await startNode([connectionTo(list)], settingOnly);
  const view = await api.admin.analytics.read.query({});
  expect([view.totals.cost, view.unpriced]).toEqual([2, ["b"]]);
}, 30_000);

test("figures do not wait for a list that does not come", async () => {
  const asked = Promise.withResolvers<Request>();
  const list = startList((request) => {
    asked.resolve(request);
    return new Promise<Response>(() => {});
  });
  const { api } = await startNode([connectionTo(list)], settingOnly);
  const view = await api.admin.analytics.read.query({});
  expect([view.totals.cost, view.unpriced]).toEqual([2, ["b"]]);
  const { signal } = await asked.promise;
  expect(signal.aborted).toBe(false);
}, 30_000);
