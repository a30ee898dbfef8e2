import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import {
  type ChangingServer,
  refused,
  startChangingServer,
} from "../../../testing/server/changing-server.ts";
import { providerTo } from "../../../testing/server/connection-to.ts";
import {
  type ConnectionsStage,
  openConnectionsStage,
} from "../../../testing/server/connections-stage.ts";
import { apiAs } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

// What model servers do after they have been connected.

const resources = new AsyncDisposableStack();
let stage: ConnectionsStage;
let server: ChangingServer;
beforeAll(async () => {
  server = resources.use(startChangingServer());
  stage = resources.use(await openConnectionsStage((own) => providerTo([own], 1_500)));
}, 30_000);
afterAll(() => resources.disposeAsync());
afterEach(() => {
  server.models = ["mock"];
  server.refuse = () => null;
});

const any = { from: "any" as const, models: [] };
const connect = (id: string, models: string[] | null = null) =>
  stage.connect(id, { baseUrl: server.url, apiKey: "sk-first", models });

/** Has all nodes read the lists of models again. */
async function forgetLists(): Promise<void> {
  const keys = await stage.sql<{ key: string }[]>`
    delete from cache_entries where kind = 'models' returning key`;
  for (const { key } of keys) await stage.sql.notify("chatkit_cache", `models||${key}`);
}

/** The models of a connection that people may choose, as both nodes say. */
async function offeredOn(id: string): Promise<string[][]> {
  const lists = stage.nodes.map(async ({ origin }) => {
    const { api } = { api: apiAs(origin, stage.visitor.token) };
    const { models } = await api.models.list.query({ limit: 100, query: `${id}/` });
    return models.map(({ name }) => name);
  });
  return Promise.all(lists);
}

test("one that answers 401 after it worked says so, and works again with another key", async () => {
  await connect("turned");
  const workflowId = await stage.assistant({ model: "turned/mock" });
  expect((await stage.ask({ workflowId })).generation?.status).toBe("completed");
  server.refuse = () => refused(401, { code: "invalid_api_key", message: "no" });
  for (let times = 0; times < 6; times++)
    expect((await stage.ask({ workflowId })).generation).toMatchObject({
      status: "failed",
      error: { code: "provider_auth" },
    });
  await untilTrue("admins see it", async () =>
    (await stage.admin.failingModels.query()).some(
      ({ connection, reason }) => connection === "turned" && reason === "provider_auth",
    ),
  );
  server.refuse = () => null;
  const connection = { id: "turned", kind: "openai-chat" as const, baseUrl: server.url };
  const changed = { ...connection, apiKey: "sk-second", models: null };
  await stage.admin.connections.save.mutate({ revision: 1, connection: changed });
  await untilTrue("nothing fails any more", async () =>
    (await stage.admin.failingModels.query()).every(({ connection: id }) => id !== "turned"),
  );
  expect((await stage.ask({ workflowId })).generation?.status).toBe("completed");
  await stage.remove("turned");
}, 30_000);

test("a model that it calls otherwise is stood in for; the new name is offered", async () => {
  await connect("renaming");
  const workflowId = await stage.assistant({ modelChoice: any });
  const first = await stage.ask({ workflowId, model: "renaming/mock" });
  expect(first.generation).toMatchObject({ status: "completed", model: "renaming/mock" });
  server.models = ["mock-2"];
  await forgetLists();
  await untilTrue("the new name is offered", async () =>
    (await offeredOn("renaming")).every((names) => names.join() === "renaming/mock-2"),
  );
  const { threadId } = first;
  const second = await stage.ask({ threadId, parentId: first.id });
  expect(second).toMatchObject({
    parts: [{ kind: "substitute", asked: "renaming/mock", model: "mock" }, { kind: "text" }],
    generation: { status: "completed", model: "mock" },
  });
  await stage.visitor.api.threads.setInference.mutate({ threadId, model: "renaming/mock-2" });
  const third = await stage.ask({ threadId, parentId: second.id });
  expect(third.text).toBe("Written by mock-2.");
  await stage.remove("renaming");
}, 30_000);

test("a model that goes away while an assistant fixes it fails in words, or is stood in for", async () => {
  await connect("leaving");
  const alone = await stage.assistant({ model: "leaving/mock" });
  const backed = await stage.assistant({ model: "leaving/mock", fallbacks: ["mock"] });
  server.models = [];
  server.refuse = () => refused(404, { code: "model_not_found", message: "no model mock" });
  await forgetLists();
  expect((await stage.ask({ workflowId: alone })).generation).toMatchObject({
    status: "failed",
    error: { code: "provider_unknown_model" },
  });
  expect(await stage.ask({ workflowId: backed })).toMatchObject({
    parts: [{ kind: "substitute", reason: "provider_unknown_model" }, { kind: "text" }],
    generation: { status: "completed", model: "mock" },
  });
  server.refuse = () => null;
  expect((await stage.ask({ workflowId: alone })).text).toBe("Written by mock.");
  await stage.remove("leaving");
}, 30_000);

test("one that lists nothing offers nothing, and answers for a model that is named", async () => {
  server.models = [];
  const connection = { id: "empty", kind: "openai-chat" as const, baseUrl: server.url };
  const draft = { ...connection, apiKey: null, models: null };
  const { connections } = stage.admin;
  const tried = { isStored: false, connection: draft };
  expect(await connections.models.mutate(tried)).toEqual({ models: [], failure: null });
  expect(await connections.test.mutate({ ...tried, model: "named" })).toMatchObject({ ok: true });
  await connections.save.mutate({ revision: null, connection: draft });
  const workflowId = await stage.assistant({ model: "empty/named" });
  await untilTrue("the nodes know it", async () =>
    (await stage.ask({ workflowId })).text.startsWith("Written by named"),
  );
  expect(await offeredOn("empty")).toEqual([[], []]);
  expect((await offeredOn("")).length).toBe(2);
  await connections.delete.mutate({ id: "empty", revision: 1 });
}, 30_000);

test("one that never answers for its list hides no other, and answers for its models", async () => {
  server.models = null;
  const { connections } = stage.admin;
  const connection = { id: "silent", kind: "openai-chat" as const, baseUrl: server.url };
  await connections.save.mutate({
    revision: null,
    connection: { ...connection, apiKey: null, models: null },
  });
  const draft = { ...connection, models: null };
  expect(await connections.models.mutate({ isStored: true, connection: draft })).toEqual({
    models: [],
    failure: { code: "provider_timeout", reason: "no answer after 20 s" },
  });
  const workflowId = await stage.assistant({ model: "silent/mock" });
  await untilTrue("the list is asked for", async () => {
    expect((await stage.admin.models.query()).models).toContain("mock");
    return server.listed > 0;
  });
  expect((await stage.ask({ workflowId })).text).toBe("Written by mock.");
  await connections.delete.mutate({ id: "silent", revision: 1 });
}, 30_000);

test("one that says nothing in mid-reply, or before it, is given up on in words", async () => {
  await stage.connect("dumb");
  const workflowId = await stage.assistant({ model: "dumb/mock" });
  for (const [scenario, text] of [
    ["stall", ""],
    ["stall-middle", /./],
  ] as const) {
    const reply = await stage.ask({ workflowId, text: `[[${scenario}]]` });
    expect(reply.generation).toMatchObject({ error: { code: "provider_timeout" } });
    expect(reply.text).toMatch(text);
  }
  await stage.remove("dumb");
}, 30_000);

test("a parameter that one model refuses is still sent to the others", async () => {
  await connect("strict", ["strict", "mild"]);
  server.refuse = ({ model, temperature }) =>
    model === "strict" && temperature !== undefined
      ? refused(400, {
          code: "unsupported_parameter",
          param: "temperature",
          message: "Unsupported parameter: 'temperature'",
        })
      : null;
  const [strict, mild] = await Promise.all(
    ["strict/strict", "strict/mild"].map((model) => stage.assistant({ model, temperature: 0.3 })),
  );
  for (const workflowId of [strict, mild, strict, mild])
    expect(
      (await stage.ask({ workflowId: workflowId ?? "", text: "marked" })).generation?.status,
    ).toBe("completed");
  const sent = server.asked
    .filter(({ messages }) => JSON.stringify(messages)?.includes("marked"))
    .map(({ model, temperature }) => [model, temperature].join(" "));
  expect(sent.filter((each) => each === "strict 0.3")).toHaveLength(1);
  expect(sent.filter((each) => each === "mild 0.3")).toHaveLength(2);
  await stage.remove("strict");
}, 30_000);
