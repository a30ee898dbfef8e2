import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { ConnectionInput } from "../../../shared/connections.ts";
import type { Message } from "../../../shared/message.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { type ModelApi, startModelApi } from "../../../testing/model-apis/model-api.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import { newAdmin, signedInBrowser } from "../../../testing/server/accounts.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { until, untilTrue } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";

// Two nodes on one database, without a connection in their settings.
const resources = new AsyncDisposableStack();
const key = "sk-very-secret-key";
let mock: MockProvider;
let claude: ModelApi;
let apps: [App, App];
let sql: Sql;
let adminToken: string;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  claude = resources.use(startModelApi());
  const app = resources.use(await startTestApp({ config: { logLevel: "silent" } }));
  const other = { databaseUrl: app.databaseUrl, config: { logLevel: "silent" as const } };
  apps = [app, resources.use(await startTestApp(other))];
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  adminToken = (await newAdmin({ origin: app.origin, sql })).token ?? "";
}, 30_000);
afterAll(() => resources.disposeAsync());

const admin = (app: App = apps[0]) => apiAs(app.origin, adminToken).admin.connections;

function toMock(change: Partial<ConnectionInput> = {}): ConnectionInput {
  const usual: ConnectionInput = {
    id: "local",
    kind: "openai-chat",
    baseUrl: mock.url,
    apiKey: key,
    models: null,
  };
  return Object.assign(usual, change);
}

/** Makes a connection of a name that no other test uses. */
async function make(change: Partial<ConnectionInput> & { id: string }): Promise<number> {
  const { revision } = await admin().save.mutate({ revision: null, connection: toMock(change) });
  return revision;
}

/** The reply to a message on a node, once it has ended. */
async function replyOn(app: App, text = "hello"): Promise<Message> {
  const visitor = await newVisitor(app.origin);
  const { reply } = await visitor.api.messages.send.mutate(newSend({ text }));
  using socket = openChatSocket(app.origin, visitor.token);
  await socket.watch(reply.generation?.id ?? "");
  const { messages } = await visitor.api.messages.list.query({ threadId: reply.threadId });
  const found = messages.find(({ id }) => id === reply.id);
  if (!found) throw new Error("no reply");
  return found;
}

const chooseModel = (model: string | null) => admin().setDefaultModel.mutate({ model });

/** Waits until a node answers with a model. */
async function untilAnswers(app: App, model: string): Promise<void> {
  await until(`default model ${model}`, async () => {
    const { defaultModel } = await apiAs(app.origin, adminToken).admin.models.query();
    return defaultModel === model || undefined;
  });
}

test("what an admin connects answers on all nodes, without a restart", async () => {
  expect((await replyOn(apps[1])).generation?.model).toBe("builtin-offline");
  await make({ id: "first" });
  await chooseModel("first/mock");
  await untilAnswers(apps[1], "first/mock");
  const reply = await replyOn(apps[1]);
  expect(reply.generation).toMatchObject({ status: "completed", model: "first/mock" });
  const asked = mock.requests.findLast(({ path }) => path.endsWith("/chat/completions"));
  expect(asked?.headers["authorization"]).toBe(`Bearer ${key}`);
  await chooseModel(null);
  await untilAnswers(apps[1], "builtin-offline");
  expect((await replyOn(apps[1])).generation?.model).toBe("builtin-offline");
});

test("its models are offered on all nodes, until it is deleted", async () => {
  const offered = async (app: App) => {
    const { models } = await apiAs(app.origin, adminToken).admin.models.query();
    return models.includes("offering/mock");
  };
  const revision = await make({ id: "offering" });
  for (const app of apps) await untilTrue("its model is offered", () => offered(app));
  await admin().delete.mutate({ id: "offering", revision });
  for (const app of apps) await untilTrue("its model is gone", async () => !(await offered(app)));
});

test("the list shows the default model as stored, before the node hears of the change", async () => {
  const listed = async () => {
    const { defaultModel, isDefaultChosen } = await admin().list.query();
    return { defaultModel, isDefaultChosen };
  };
  const ofSettings = { defaultModel: "builtin-offline", isDefaultChosen: false };
  expect(await listed()).toEqual(ofSettings);
  // Without a notice, which forces the order.
  await sql`insert into server_settings (name, value) values ('default_model', '"first/mock"')`;
  expect(await listed()).toEqual({ defaultModel: "first/mock", isDefaultChosen: true });
  await sql`delete from server_settings where name = 'default_model'`;
  expect(await listed()).toEqual(ofSettings);
});

test("a key goes in and never comes out: not to admins, and not into the database", async () => {
  await make({ id: "secretive", headers: { "x-team": "hush-hush" } });
  const list = await admin().list.query();
  expect(list.connections.find(({ id }) => id === "secretive")).toEqual({
    id: "secretive",
    kind: "openai-chat",
    baseUrl: mock.url,
    hasKey: true,
    headerNames: ["x-team"],
    models: null,
    access: "everyone",
    maxConcurrent: null,
    revision: 1,
    state: "ok",
  });
  const rows = await sql`select * from connections`;
  const cached = await sql`select value from cache_entries where kind = 'connections'`;
  const events = await sql`select details from audit_events where kind = 'connection_saved'`;
  const everything = JSON.stringify([list, rows, cached, events]);
  expect(everything).toContain("secretive");
  expect(everything).not.toContain(key);
  expect(everything).not.toContain("hush-hush");
});

test("a key is kept while the server stays the same, and asked for when it changes", async () => {
  const revision = await make({ id: "kept" });
  const { apiKey: _, ...keyless } = toMock({ id: "kept", models: ["mock"] });
  const saved = await admin().save.mutate({ revision, connection: keyless });
  expect(saved).toEqual({ revision: 2 });
  const draft = { isStored: true, connection: keyless };
  expect(await admin().test.mutate({ ...draft, model: "mock" })).toMatchObject({ ok: true });
  expect(mock.requests.at(-1)?.headers["authorization"]).toBe(`Bearer ${key}`);
  const elsewhere = { ...keyless, baseUrl: `${claude.url}/v1` };
  const refused = [
    admin().save.mutate({ revision: 2, connection: elsewhere }),
    admin().test.mutate({ isStored: true, connection: elsewhere, model: "mock" }),
    admin().save.mutate({
      revision: null,
      connection: { ...keyless, id: "nokey", kind: "google" },
    }),
  ];
  const refusals = await Promise.all(refused.map(refusalOf));
  expect(refusals.map(({ code }) => code)).toEqual(refused.map(() => "invalid_input"));
  expect(claude.requests).toEqual([]);
});

test("two admins who edit at once: the slower one is told, and nothing is lost", async () => {
  const revision = await make({ id: "shared" });
  const save = (change: Partial<ConnectionInput>) =>
    admin().save.mutate({ revision, connection: toMock({ id: "shared", ...change }) });
  await save({ models: ["quick"] });
  const refusals = await Promise.all([
    refusalOf(save({ models: ["slow"] })),
    refusalOf(admin().delete.mutate({ id: "shared", revision })),
    refusalOf(make({ id: "shared" })),
  ]);
  expect(refusals.map(({ code }) => code)).toEqual(["conflict", "conflict", "conflict"]);
  const { connections } = await admin().list.query();
  expect(connections.find(({ id }) => id === "shared")).toMatchObject({
    models: ["quick"],
    revision: 2,
  });
  const both = await Promise.allSettled([make({ id: "raced" }), make({ id: "raced" })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a reply goes on while its connection is changed, and deleting one says why replies fail", async () => {
  const revision = await make({ id: "going" });
  await chooseModel("going/mock");
  await untilAnswers(apps[1], "going/mock");
  const replies = mock.requests.filter(({ kind }) => kind === "reply").length;
  const running = replyOn(apps[1], "[[gate]]");
  await mock.waitForRequest(replies + 1);
  await admin().save.mutate({
    revision,
    connection: toMock({ id: "going", apiKey: "sk-another" }),
  });
  mock.push("still here");
  mock.release();
  expect((await running).text).toBe("still here");
  await sql`update workflows set model = 'going/mock'`;
  await admin().delete.mutate({ id: "going", revision: 2 });
  await untilAnswers(apps[1], "builtin-offline");
  const failed = await replyOn(apps[1]);
  expect(failed.generation).toMatchObject({
    status: "failed",
    error: { code: "provider_removed" },
  });
  await sql`update workflows set model = null`;
});

test("a test streams a word, or says what is wrong in the server's words", async () => {
  const connection = toMock({ id: "tried" });
  const test = (change: Partial<ConnectionInput>, model = "mock") =>
    admin().test.mutate({
      isStored: false,
      connection: toMock({ ...connection, ...change }),
      model,
    });
  expect(await test({})).toMatchObject({ ok: true, text: expect.stringMatching(/\w/) });
  mock.setScenario("401");
  expect(await test({})).toMatchObject({ ok: false, code: "provider_auth" });
  mock.setScenario("echo");
  const nowhere = await test({ baseUrl: "http://127.0.0.1:1/v1" });
  expect(nowhere).toMatchObject({ ok: false, code: "provider_unreachable" });
  claude.answers.push(scripted.anthropic({ thoughts: ["Hm."], texts: ["Hello"] }));
  const anthropic = { kind: "anthropic" as const, baseUrl: `${claude.url}/v1` };
  expect(await test(anthropic, "claude-sonnet-4-5")).toMatchObject({ ok: true, text: "Hello" });
  const { models } = await admin().models.mutate({ isStored: false, connection });
  expect(models).toEqual(["mock"]);
  expect((await admin().list.query()).connections.map(({ id }) => id)).not.toContain("tried");
});

test("with another server secret, keys are locked: said, not overwritten, and entered again", async () => {
  const revision = await make({ id: "locked" });
  await chooseModel("locked/mock");
  const secret = "another secret of at least thirty-two bytes";
  const ownSecret = { logLevel: "silent" as const, jwtSecretKey: secret };
  await using app = await startTestApp({
    databaseUrl: apps[0].databaseUrl,
    config: ownSecret,
  });
  // Access tokens are signed with that secret too.
  const { token } = await signedInBrowser(app.origin, "admin@example.org");
  const there = apiAs(app.origin, token ?? "").admin.connections;
  const { connections } = await there.list.query();
  expect(connections.find(({ id }) => id === "locked")).toMatchObject({
    state: "locked",
    hasKey: false,
  });
  expect((await replyOn(app)).generation).toMatchObject({
    error: { code: "provider_auth" },
  });
  const { apiKey: _, ...keyless } = toMock({ id: "locked" });
  const refused = await refusalOf(there.save.mutate({ revision, connection: keyless }));
  expect(refused.code).toBe("invalid_input");
  // Nothing was overwritten: the node with the old secret still answers.
  expect((await replyOn(apps[0])).generation?.status).toBe("completed");
  await there.save.mutate({ revision, connection: toMock({ id: "locked" }) });
  await until("a reply with the new key", async () => {
    const { generation } = await replyOn(app);
    return generation?.status === "completed" || undefined;
  });
  await chooseModel(null);
}, 30_000);

test("tests of drafts leave no metrics under their names", async () => {
  const connection = toMock({ id: "never-saved" });
  const tested = await admin().test.mutate({ isStored: false, connection, model: "mock" });
  expect(tested).toMatchObject({ ok: true });
  const metrics = await (await fetch(`${apps[0].origin}/metrics`)).text();
  expect(metrics).toContain("# TYPE");
  expect(metrics).not.toContain("never-saved");
});

test("there are at most fifty, also when they are made at once on two nodes", async () => {
  const names = Array.from({ length: 56 }, (_, i) => `many-${i}`);
  const made = names.map((id, i) =>
    admin(apps[i % 2]).save.mutate({ revision: null, connection: toMock({ id }) }),
  );
  const outcomes = await Promise.allSettled(made);
  const failed = outcomes.find(({ status }) => status === "rejected");
  expect(await refusalOf(Promise.reject(Object(failed).reason))).toMatchObject({
    code: "conflict",
  });
  expect((await sql`select id from connections`).length).toBe(50);
  await sql`delete from connections where id like 'many-%'`;
});

test("the default model leads to a connection that is there, even while that is deleted", async () => {
  const refused = await refusalOf(admin().setDefaultModel.mutate({ model: "nowhere/mock" }));
  expect(refused.code).toBe("invalid_input");
  for (const id of ["once", "twice", "thrice"]) {
    const revision = await make({ id });
    await Promise.allSettled([
      admin().delete.mutate({ id, revision }),
      admin(apps[1]).setDefaultModel.mutate({ model: `${id}/mock` }),
    ]);
    expect(await sql`select 1 from server_settings where name = 'default_model'`).toHaveLength(0);
  }
});
