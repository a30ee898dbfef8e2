import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { ModelChoice } from "../../../shared/workflow.ts";
import { type ModelApi, startModelApi } from "../../../testing/model-apis/model-api.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import type { Connection } from "../../models/connections/connection.ts";
import type { ProviderSettings } from "../../models/provider-settings.ts";

// Two connections: the first lists 5,000 models, of the other the operator offers two.

const resources = new AsyncDisposableStack();
let many: ModelApi;
let app: App;
let sql: Sql;
let visitor: Visitor;

/** A list that has as much to say of each model as OpenRouter's: 5,000 of them take several megabytes. */
const description = "words ".repeat(100);
const listOf = (names: readonly string[]) => ({
  json: { data: names.map((id) => ({ id, description })) },
});
const numbered = Array.from({ length: 5_000 }, (_, i) => `maker-${i % 50}/model-${i}`);

beforeAll(async () => {
  many = resources.use(startModelApi());
  const few = resources.use(startModelApi());
  many.answers.push(listOf(numbered));
  few.answers.push({ json: { data: [{ id: "opus", display_name: "Opus 5" }, { id: "hidden" }] } });
  const models = [{ name: "opus", vision: true }, { name: "haiku" }];
  const claude = { id: "claude", kind: "anthropic", apiKey: "k", models } as const;
  app = await nodeWith([connectionTo(`${many.url}/v1`), connectionTo(`${few.url}/v1`, claude)]);
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  visitor = await newVisitor(app.origin);
}, 30_000);
afterAll(() => resources.disposeAsync());

async function nodeWith(connections: Connection[]): Promise<App> {
  const [first, ...others] = connections;
  if (!first) throw new Error("a node needs a connection");
  const provider: ProviderSettings = {
    kind: "connected",
    connections: [first, ...others],
    model: "maker-0/model-0",
    firstByteTimeoutMs: 10_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 60_000,
  };
  const config = { logLevel: "silent" as const, provider };
  return resources.use(await startTestApp({ config }));
}

async function choose(choice: ModelChoice, on = sql): Promise<void> {
  const settings = on.json({ modelChoice: choice });
  await on`update workflows set settings = settings || ${settings}`;
}

describe("the models that people may choose", () => {
  test("are all that are offered, page by page", async () => {
    await choose({ from: "any", models: [] });
    const names: string[] = [];
    let cursor: number | undefined = 0;
    while (cursor !== undefined) {
      const page = await visitor.api.models.list.query({ cursor, limit: 100 });
      expect(page.total).toBe(5_002);
      names.push(...page.models.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    }
    expect(names).toEqual([...numbered, "claude/opus", "claude/haiku"]);
    expect((await visitor.api.models.list.query({})).models).toHaveLength(50);
    expect((await visitor.api.workflows.get.query()).choosesModel).toBe(true);
  });

  test("are searched by all words of name and title", async () => {
    const { list } = visitor.api.models;
    const found = await list.query({ query: " MODEL-77  maker-2" });
    expect(found.models.map(({ name }) => name)).toEqual(
      numbered.filter((name) => name.includes("model-77") && name.includes("maker-2")),
    );
    expect((await list.query({ query: "opus 5" })).models).toEqual([
      { name: "claude/opus", connection: "claude", title: "Opus 5", vision: true },
    ]);
    const none = await list.query({ query: "%" });
    expect(none).toEqual({ models: [], nextCursor: null, total: 0 });
    const named = await list.query({ names: ["claude/haiku", "claude/hidden", "x"] });
    expect(named.models.map(({ name }) => name)).toEqual(["claude/haiku"]);
  });

  test("are those of the assistant's list that are offered, and none where it fixes its own", async () => {
    await choose({ from: "list", models: ["claude/opus", "gone", "claude/hidden"] });
    const { list } = visitor.api.models;
    expect((await list.query({})).models.map(({ name }) => name)).toEqual(["claude/opus"]);
    await choose({ from: "none", models: ["claude/opus"] });
    expect(await list.query({})).toEqual({ models: [], nextCursor: null, total: 0 });
    expect("choosesModel" in (await visitor.api.workflows.get.query())).toBe(false);
    const refused = await refusalOf(visitor.api.models.get.query({ name: "claude/opus" }));
    expect(refused).toMatchObject({ code: "not_found", message: "No such model." });
  });

  test("are told one by one with their efforts", async () => {
    await choose({ from: "any", models: [] });
    const { get } = visitor.api.models;
    expect(await get.query({ name: "claude/opus" })).toMatchObject({
      title: "Opus 5",
      efforts: [],
    });
    expect((await refusalOf(get.query({ name: "claude/hidden" }))).code).toBe("not_found");
    expect((await refusalOf(get.query({ name: "\u0000" }))).code).toBe("invalid_input");
  });

  test("are told to a client secret of the assistant alone, and to nobody who may not use it", async () => {
    const { clientSecret } = await visitor.api.sessions.create.mutate({ workflowId: "wf_default" });
    const session = apiAs(app.origin, clientSecret);
    expect((await session.models.list.query({})).total).toBe(5_002);
    const other = { workflowId: "wf_other" };
    expect((await refusalOf(session.models.list.query(other))).code).toBe("forbidden");
    expect((await refusalOf(visitor.api.models.list.query(other))).code).toBe("not_found");
  });
});

test("a node with one model has nothing to choose", async () => {
  using single = startModelApi();
  single.answers.push(listOf(["maker-0/model-0", "text-embedding-3-small"]));
  const { origin } = await nodeWith([connectionTo(`${single.url}/v1`)]);
  const { api } = await newVisitor(origin);
  expect("choosesModel" in (await api.workflows.get.query())).toBe(false);
  const builtin = resources.use(await startTestApp({ config: { logLevel: "silent" } }));
  const guest = await newVisitor(builtin.origin);
  expect("choosesModel" in (await guest.api.workflows.get.query())).toBe(false);
}, 30_000);

test("a list that stays silent or is nonsense is refused in words, and holds up no page", async () => {
  using broken = startModelApi();
  const silence = Promise.withResolvers<void>();
  broken.answers.push({ events: [], until: silence.promise });
  const { origin } = await nodeWith([connectionTo(`${broken.url}/v1`)]);
  const { api } = await newVisitor(origin);
  const workflow = await api.workflows.get.query();
  expect(workflow).toMatchObject({ model: "maker-0/model-0", choosesModel: true });
  broken.answers.splice(0, 1, { json: { data: "none" } });
  silence.resolve();
  expect((await refusalOf(api.models.list.query({}))).code).toBe("unavailable");
}, 30_000);
