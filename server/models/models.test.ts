import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { type MockProvider, startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import type { App } from "../app/app.ts";
import { newAdmin } from "../../testing/server/accounts.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { apiAs, newVisitor, refusalOf } from "../../testing/server/visitor.ts";
import { connectionTo } from "../../testing/server/connection-to.ts";
import type { Connection } from "./connections/connection.ts";
import { modelsKeyOf } from "./models-kind.ts";
import { until } from "../../testing/until.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let apps: App[];
let sql: Sql;
let token: string;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  const node = { providerUrl: provider.url, config: { logLevel: "silent" } } as const;
  const first = resources.use(await startTestApp(node));
  const { databaseUrl } = first;
  apps = [first];
  for (let i = 0; i < 2; i++)
    apps.push(resources.use(await startTestApp({ ...node, databaseUrl })));
  sql = postgres(databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  token = await adminOf(first);
}, 30_000);
afterAll(() => resources.disposeAsync());

/** An access token of an admin. */
async function adminOf({ origin, databaseUrl }: App): Promise<string> {
  const own = postgres(databaseUrl, { max: 1 });
  const account = await newAdmin({ origin, sql: own });
  await own.end();
  return account.token ?? "";
}

const listed = () => provider.requests.filter(({ path }) => path === "/v1/models").length;
const ask = ({ origin }: App) => apiAs(origin, token).admin.models.query();

/** What was aged is in memory until its notice is heard. */
function firstRefusal(app: App) {
  return until("a refusal", () =>
    ask(app).then(
      () => undefined,
      (error: unknown) => refusalOf(Promise.reject(error)),
    ),
  );
}

/** What was cached looks as if it had been read so much earlier, and no node has it in memory. */
async function age(interval: string): Promise<void> {
  const [row] = await sql<{ key: string }[]>`
    update cache_entries set fresh_until = fresh_until - ${interval}::interval,
      stale_until = stale_until - ${interval}::interval, lease_until = lease_until - ${interval}::interval
    where kind = 'models' returning key`;
  await sql.notify("chatkit_cache", `models|aged|${row?.key}`);
}

test("admins see the provider's models, which are asked for once over all nodes", async () => {
  const lists = await Promise.all(
    apps.flatMap((app) => Array.from({ length: 20 }, () => ask(app))),
  );
  for (const list of lists) expect(list).toEqual({ defaultModel: "mock", models: ["mock"] });
  expect(listed()).toBe(1);
});

test("a provider that is down is stood in for; where nothing is kept, that is said", async () => {
  await provider[Symbol.asyncDispose]();
  await age("10 minutes");
  for (const app of apps)
    expect(await ask(app)).toEqual({ defaultModel: "mock", models: ["mock"] });
  await age("3 days");
  for (const app of apps)
    expect(await firstRefusal(app)).toMatchObject({ code: "unavailable", status: 503 });
});

test("answers that are no list of models are refused", async () => {
  const bodies = ["<html>", "{}", '{"data":[1]}', "null"];
  let body = "";
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => new Response(body, { headers: { "content-type": "application/json" } }),
  });
  const providerUrl = `http://127.0.0.1:${server.port}/v1`;
  await using app = await startTestApp({ providerUrl, config: { logLevel: "silent" } });
  const api = apiAs(app.origin, await adminOf(app));
  const own = postgres(app.databaseUrl, { max: 1 });
  for (body of bodies) {
    expect((await refusalOf(api.admin.models.query())).code).toBe("unavailable");
    await own`update cache_entries set lease_until = now()`;
  }
  body = JSON.stringify({ data: [{ id: "b" }, { id: " " }, { id: "a" }, { id: "b" }] });
  expect((await api.admin.models.query()).models).toEqual(["b", "a"]);
  await own.end();
  await server.stop(true);
}, 30_000);

test("the built-in model lists itself, to admins alone", async () => {
  await using app = await startTestApp({ config: { logLevel: "silent" } });
  const visitor = await newVisitor(app.origin);
  expect((await refusalOf(visitor.api.admin.models.query())).code).toBe("forbidden");
  const api = apiAs(app.origin, await adminOf(app));
  expect(await api.admin.models.query()).toEqual({
    defaultModel: "builtin-offline",
    models: ["builtin-offline"],
  });
}, 30_000);

test("a list is kept apart by address and key, and tells neither", () => {
  const keyOf = (baseUrl: string, more: Partial<Connection>) =>
    modelsKeyOf([connectionTo(baseUrl, more)]);
  const keys = [
    keyOf("http://a/v1", { apiKey: "sk-secret" }),
    keyOf("http://a/v1", { apiKey: null }),
    keyOf("http://b/v1", { apiKey: "sk-secret" }),
    keyOf("http://a/v1", { apiKey: "sk-secret", models: [{ name: "m" }] }),
    keyOf("http://a/v1", { apiKey: "sk-secret", headers: { "x-team": "secret" } }),
    modelsKeyOf([]),
  ];
  expect(new Set(keys).size).toBe(6);
  expect(keys.join()).not.toMatch(/secret|http/);
});
