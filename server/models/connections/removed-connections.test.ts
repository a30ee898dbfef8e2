import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { present } from "../../../testing/present.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import {
  type ConnectionsStage,
  openConnectionsStage,
} from "../../../testing/server/connections-stage.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { forgetCircuits } from "../circuits/circuit-table.ts";
import { untilTrue } from "../../../testing/until.ts";

// Two nodes whose settings have a connection, which a name without a known prefix leads to.

let stage: ConnectionsStage;
beforeAll(async () => {
  stage = await openConnectionsStage();
}, 30_000);
afterAll(() => stage[Symbol.asyncDispose]());

const any = { from: "any" as const, models: [] };
const removed = { status: "failed", error: { code: "provider_removed" } };

/** The names of replies that both servers were asked for since a call of this. */
function watchServers() {
  const { own, theirs, askedOf } = stage;
  const before = [askedOf(own).length, askedOf(theirs).length];
  return () => [own, theirs].map((server, i) => askedOf(server).slice(before[i]));
}

test("a thread whose model's connection was removed says so, and no other server answers", async () => {
  await stage.connect("chosen");
  const workflowId = await stage.assistant({ modelChoice: any });
  const first = await stage.ask({ workflowId, model: "chosen/mock" });
  expect(first.generation).toMatchObject({ status: "completed", model: "chosen/mock" });
  await stage.remove("chosen");
  const asked = watchServers();
  const { threadId } = first;
  const second = await stage.ask({ threadId, parentId: first.id });
  expect(second).toMatchObject({ text: "", generation: { ...removed, model: "chosen/mock" } });
  expect(asked()).toEqual([[], []]);
  const { api } = stage.visitor;
  const named = { workflowId, name: "chosen/mock" };
  expect((await refusalOf(api.models.get.query(named))).code).toBe("conflict");

  using socket = openChatSocket(present(stage.nodes[1]).origin, stage.visitor.token);
  const another = { messageId: second.id, replyId: newId("message"), model: "mock" };
  const { reply } = await socket.api.messages.regenerate.mutate(another);
  const { final } = await socket.watch(present(reply.generation).id);
  expect(final?.status).toBe("completed");
  await api.threads.setInference.mutate({ threadId, model: "mock" });
  const third = await stage.ask({ threadId, parentId: reply.id });
  expect(third.generation).toMatchObject({ status: "completed", model: "mock" });

  await api.threads.setInference.mutate({ threadId, model: "chosen/mock" });
  await stage.connect("chosen");
  const fourth = await stage.ask({ threadId, parentId: third.id });
  expect(fourth.generation).toMatchObject({ status: "completed", model: "chosen/mock" });
});

test("an assistant with a removed model fails, or goes on with its fallbacks, as configured", async () => {
  await stage.connect("fixed");
  const none = { from: "none" as const, models: [] };
  const model = "fixed/mock";
  const alone = await stage.assistant({ model, modelChoice: none });
  const backed = await stage.assistant({ model, fallbacks: ["fixed/other", "mock"] });
  await stage.remove("fixed");
  const asked = watchServers();
  expect((await stage.ask({ workflowId: alone })).generation).toMatchObject(removed);
  const replaced = await stage.ask({ workflowId: backed });
  expect(replaced).toMatchObject({
    parts: [
      { kind: "substitute", model: "mock", asked: model, reason: "provider_removed" },
      { kind: "text" },
    ],
    generation: { status: "completed", model: "mock" },
  });
  expect(asked()).toEqual([["mock"], []]);
});

test("an assistant that offers only models of removed connections does not answer for them", async () => {
  await stage.connect("offered");
  const modelChoice = { from: "list" as const, models: ["offered/mock"] };
  const workflowId = await stage.assistant({ modelChoice });
  await stage.remove("offered");
  const { api } = stage.visitor;
  expect("choosesModel" in (await api.workflows.get.query({ id: workflowId }))).toBe(false);
  const failed = await stage.ask({ workflowId, model: "offered/mock" });
  expect(failed.generation).toMatchObject(removed);
  await api.threads.setInference.mutate({ threadId: failed.threadId, model: null });
  const { generation } = await stage.ask({ threadId: failed.threadId, parentId: failed.id });
  expect(generation).toMatchObject({ status: "completed", model: "mock" });
});

test("a message that waits for a reply when the connection is removed fails like others", async () => {
  await stage.connect("waiting");
  const workflowId = await stage.assistant({ modelChoice: any });
  const { api, token } = stage.visitor;
  using socket = openChatSocket(stage.nodes[0].origin, token);
  const { feedCursor } = await api.threads.list.query();
  const count = stage.askedOf(stage.theirs).length;
  const running = newSend({ workflowId, model: "waiting/mock", text: "[[gate]]" });
  const { reply, thread } = await api.messages.send.mutate(running);
  await stage.theirs.waitForRequest(count + 1);
  const next = newSend({ threadId: thread.id, text: "then" });
  await api.messages.say.mutate({ ...next, parentId: reply.id });
  await stage.remove("waiting");
  const asked = watchServers();
  stage.theirs.push("still whole", count + 1);
  stage.theirs.release(count + 1);
  const begun = await socket.nextInFeed(
    feedCursor,
    (event) => event.type === "message.put" && event.message.id === next.replyId,
  );
  if (begun.event.type !== "message.put") throw new Error("no reply");
  const { final } = await socket.watch(present(begun.event.message.generation).id);
  expect(final).toMatchObject(removed);
  expect(asked()).toEqual([[], []]);
  const { messages } = await api.messages.list.query({ threadId: thread.id });
  expect(messages.find(({ id }) => id === reply.id)?.text).toBe("still whole");
});

test("a removed model is no default, and deleting one that is gives back that of the settings", async () => {
  await stage.connect("defaulted");
  await stage.admin.connections.setDefaultModel.mutate({ model: "defaulted/mock" });
  await stage.remove("defaulted");
  expect(await stage.admin.connections.list.query()).toMatchObject({
    defaultModel: "mock",
    isDefaultChosen: false,
  });
  const choose = stage.admin.connections.setDefaultModel.mutate({ model: "defaulted/mock" });
  expect((await refusalOf(choose)).code).toBe("invalid_input");
});

test("a connection that was taken out of the settings is one that was removed", async () => {
  const { databaseUrl } = stage.nodes[0];
  const claude = connectionTo(stage.theirs.url, { id: "claude" });
  const config = {
    logLevel: "silent" as const,
    provider: providerTo([connectionTo(stage.own.url), claude]),
  };
  const workflowId = await stage.assistant({ model: "claude/mock" });
  await (await startTestApp({ databaseUrl, config }))[Symbol.asyncDispose]();
  await untilTrue("the other nodes know of it", async () => {
    const { generation } = await stage.ask({ workflowId });
    return generation?.error?.code === "provider_removed";
  });
  const asked = watchServers();
  expect((await stage.ask({ workflowId })).generation).toMatchObject(removed);
  expect(asked()).toEqual([[], []]);
});

test("programs get the reason too, over REST and with client secrets", async () => {
  await stage.connect("programmed");
  const workflowId = await stage.assistant({ model: "programmed/mock", effort: "low" });
  await stage.remove("programmed");
  const asked = watchServers();
  const { origin } = stage.nodes[1];
  const key = await stage.newKey();
  const post = async (path: string, body: object, headers = {}) => {
    const answer = await fetch(origin + path, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const session = await post(
    "/v1/chatkit/sessions",
    { user: "a", workflow: { id: workflowId } },
    { authorization: `Bearer ${key}` },
  );
  const secret: string = session.body.client_secret;
  const sent = await post("/api/messages", { session_token: secret, message: "hello" });
  expect(sent.status).toBe(202);
  using socket = openChatSocket(origin, secret);
  const { final } = await socket.watch(sent.body.generation_id);
  expect(final).toMatchObject(removed);
  expect(asked()).toEqual([[], []]);
});

test("circuits of removed connections are not shown, and a remade one begins anew", async () => {
  await stage.connect("broken", { baseUrl: "http://127.0.0.1:1/v1" });
  const workflowId = await stage.assistant({ model: "broken/mock", fallbacks: ["mock"] });
  for (let times = 0; times < 5; times++) await stage.ask({ workflowId });
  const failing = async () =>
    (await stage.admin.failingModels.query()).filter(({ connection }) => connection === "broken");
  await untilTrue("its circuit is open", async () => (await failing()).length === 1);
  await stage.remove("broken");
  expect(await failing()).toEqual([]);
  await stage.connect("broken");
  expect(await failing()).toEqual([]);
  expect((await stage.ask({ workflowId })).generation).toMatchObject({ model: "broken/mock" });
  const [row] =
    await stage.sql`update model_circuits set failed_at = now() - interval '1 day' returning 1`;
  expect(row).toBeDefined();
  await forgetCircuits(stage.sql, 100);
  expect(await stage.sql`select 1 from model_circuits`).toHaveLength(0);
});

test("the built-in model does not answer for removed connections", async () => {
  await using alone = await openConnectionsStage((own) => ({
    ...providerTo([own]),
    kind: "offline",
  }));
  await alone.connect("only");
  const workflowId = await alone.assistant({ model: "only/mock" });
  expect((await alone.ask({ workflowId })).generation).toMatchObject({ status: "completed" });
  await alone.remove("only");
  expect((await alone.ask({ workflowId })).generation).toMatchObject(removed);
  expect((await alone.ask({})).generation).toMatchObject({
    status: "completed",
    model: "builtin-offline",
  });
  const visitor = await newVisitor(alone.nodes[1].origin);
  expect((await alone.ask({ workflowId }, visitor)).generation).toMatchObject(removed);
}, 60_000);
