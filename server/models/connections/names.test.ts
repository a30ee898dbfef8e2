import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { providerTo } from "../../../testing/server/connection-to.ts";
import {
  type ConnectionsStage,
  openConnectionsStage,
} from "../../../testing/server/connections-stage.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";

// What connections, models and headers may be called. The settings' server has a model `lab/mock`.

let stage: ConnectionsStage;
beforeAll(async () => {
  stage = await openConnectionsStage((own) => {
    const models = ["mock", "lab/mock"].map((name) => ({ name }));
    return providerTo([{ ...own, models }]);
  });
}, 30_000);
afterAll(() => stage[Symbol.asyncDispose]());

const any = { from: "any" as const, models: [] };

test("a new connection does not take over models of the settings whose names begin like it", async () => {
  const { connections } = stage.admin;
  const refused = await refusalOf(stage.connect("lab"));
  expect(refused).toMatchObject({ code: "conflict" });
  expect(refused.message).toContain("already begin with lab/. Choose another name");
  expect((await connections.list.query()).prefixes).toEqual(["lab"]);
  expect((await stage.ask({ model: "lab/mock" })).generation?.status).toBe("completed");
  expect(stage.askedOf(stage.theirs)).toEqual([]);

  await connections.setDefaultModel.mutate({ model: "unlisted/mock" });
  expect(await refusalOf(stage.connect("unlisted"))).toMatchObject({ code: "conflict" });
  await connections.setDefaultModel.mutate({ model: null });
  await stage.connect("unlisted");
  await stage.remove("unlisted");
});

test("a model's name may have 200 characters everywhere, with its connection in front", async () => {
  const id = "c".repeat(32);
  const own = "m".repeat(200);
  const name = `${id}/${own}`;
  await stage.connect(id, { models: [own] });
  const { connections } = stage.admin;
  const draft = { id, kind: "openai-chat" as const, baseUrl: stage.theirs.url, models: null };
  const tested = { isStored: true, connection: draft, model: own };
  expect(await connections.test.mutate(tested)).toMatchObject({ ok: true });
  const modelChoice = { from: "list" as const, models: [name] };
  const choosing = await stage.assistant({ modelChoice, fallbacks: [name] });
  const fixed = await stage.assistant({ model: name });
  stage.own.setScenario("401");
  const replies = [
    await stage.ask({ workflowId: choosing, model: name }),
    await stage.ask({ workflowId: choosing }),
    await stage.ask({ workflowId: fixed }),
  ];
  await connections.setDefaultModel.mutate({ model: name });
  const unnamed = await stage.assistant({});
  replies.push(await stage.ask({ workflowId: unnamed }));
  stage.own.setScenario("echo");
  for (const { generation } of replies)
    expect(generation).toMatchObject({ status: "completed", model: name });
  const { api } = stage.visitor;
  const offered = await api.models.get.query({ workflowId: choosing, name });
  expect(offered).toMatchObject({ name, connection: id });
  const longer = stage.connect("longer", { models: [`${own}m`] });
  expect(await refusalOf(longer)).toMatchObject({ code: "invalid_input" });
  const tooLong = { threadId: newId("thread"), model: `${name}m` };
  expect(await refusalOf(api.threads.setInference.mutate(tooLong))).toMatchObject({
    code: "invalid_input",
  });
  await connections.setDefaultModel.mutate({ model: null });
});

test("a header that objects would lose is refused; other odd names are sent", async () => {
  const odd = (names: string) => JSON.parse(names);
  const headers = odd('{"x-team": "a", "__proto__": "b"}');
  const refused = await refusalOf(stage.connect("lossy", { headers }));
  expect(refused).toMatchObject({ code: "invalid_input" });
  expect(refused.message).toContain("connection.headers.__proto__: is a reserved name");
  const others = odd('{"constructor": "c", "prototype": "p", "hasOwnProperty": "h"}');
  await stage.connect("odd", { headers: others });
  const workflowId = await stage.assistant({ model: "odd/mock" });
  expect((await stage.ask({ workflowId })).generation?.status).toBe("completed");
  const asked = stage.theirs.requests.findLast(({ kind }) => kind === "reply");
  expect(asked?.headers).toMatchObject({ constructor: "c", prototype: "p", hasownproperty: "h" });
});

test("models may be called like properties of objects", async () => {
  const models = ["__proto__", "constructor", "toString"];
  await stage.connect("named", { models });
  const workflowId = await stage.assistant({ modelChoice: any });
  for (const own of models) {
    const { generation } = await stage.ask({ workflowId, model: `named/${own}` });
    expect(generation).toMatchObject({ status: "completed", model: `named/${own}` });
  }
  expect(stage.askedOf(stage.theirs).slice(-3)).toEqual(models);
});
