import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { Access } from "../../../shared/access.ts";
import type { ConnectionInput } from "../../../shared/connections.ts";
import { newId } from "../../../shared/ids.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { newAccount, newAdmin } from "../../../testing/server/accounts.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
/** Two nodes on one database. */
let apps: [App, App];
let sql: Sql;
let adminToken: string;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  const provider = providerTo([connectionTo(mock.url, { models: [{ name: "mock" }] })]);
  const config = { logLevel: "silent" as const, provider };
  const app = resources.use(await startTestApp({ config }));
  const { databaseUrl } = app;
  apps = [app, resources.use(await startTestApp({ databaseUrl, config }))];
  sql = postgres(databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  adminToken = present((await newAdmin({ origin: app.origin, sql })).token);
}, 30_000);
afterAll(() => resources.disposeAsync());

const admin = () => apiAs(apps[0].origin, adminToken).admin.connections;

/** Makes a connection, or changes who may use it, on the first node. */
async function put(id: string, access: Access | undefined, revision: number | null = null) {
  const connection: ConnectionInput = {
    id,
    kind: "openai-chat",
    baseUrl: mock.url,
    models: ["m"],
    ...(revision === null ? { apiKey: null } : {}),
    ...(access === undefined ? {} : { access }),
  };
  return (await admin().save.mutate({ revision, connection })).revision;
}

/** Whether the other node offers a model. */
async function offers(token: string, name: string): Promise<boolean> {
  const { models } = await apiAs(apps[1].origin, token).models.list.query({ names: [name] });
  return models.length === 1;
}

async function endOf(socket: ChatSocket, generation: { id: string } | null) {
  return socket.watch(present(generation).id, { parts: true });
}

test("a rule counts at once on all nodes, and a change without one keeps it", async () => {
  const guest = await newVisitor(apps[0].origin);
  const revision = await put("ruled", undefined);
  await untilTrue("it is offered on the other node", () => offers(guest.token, "ruled/m"));
  const strict = await put("ruled", "registered", revision);
  await untilTrue(
    "it is not offered any more",
    async () => !(await offers(guest.token, "ruled/m")),
  );
  await put("ruled", undefined, strict);
  const { connections } = await admin().list.query();
  expect(connections.find(({ id }) => id === "ruled")).toMatchObject({
    access: "registered",
    revision: 3,
  });
  expect(await offers(guest.token, "ruled/m")).toBe(false);
  const there = apiAs(apps[1].origin, guest.token);
  const refusal = await refusalOf(there.messages.send.mutate(newSend({ model: "ruled/m" })));
  expect(refusal.code).toBe("model_unavailable");
});

test("in mid-thread, the reply says that the chosen model is not the person's any more", async () => {
  const guest = await newVisitor(apps[1].origin);
  const revision = await put("mid", "everyone");
  await untilTrue("it is offered on the other node", () => offers(guest.token, "mid/m"));
  using socket = openChatSocket(apps[1].origin, guest.token);
  const { api } = socket;
  const first = await api.messages.send.mutate(newSend({ model: "mid/m" }));
  expect((await endOf(socket, first.reply.generation)).final?.status).toBe("completed");
  await put("mid", "admins", revision);
  await untilTrue("it is not offered any more", async () => !(await offers(guest.token, "mid/m")));
  const where = { threadId: first.thread.id, parentId: first.reply.id };
  const second = await api.messages.send.mutate(newSend(where));
  const { final, parts } = await endOf(socket, second.reply.generation);
  expect([final?.status, second.reply.generation?.model]).toEqual(["completed", "mock"]);
  expect(parts[0]).toEqual({
    kind: "substitute",
    model: "mock",
    asked: "mid/m",
    reason: "model_unavailable",
  });
});

test("a person who gets an account may use more, and an admin who is demoted less", async () => {
  await put("staff", "admins");
  const email = "rise@example.org";
  const { token } = await newAccount({ origin: apps[0].origin, sql }, email);
  const may = () => offers(present(token), "staff/m");
  expect(await may()).toBe(false);
  await sql`update users set role = 'admin' where email = ${email}`;
  await untilTrue("an admin may use it", may);
  await sql`update users set role = 'user' where email = ${email}`;
  await untilTrue("the demoted admin may not", async () => !(await may()));
});

test("a queued message waits for another model when its own is not the person's any more", async () => {
  const guest = await newVisitor(apps[0].origin);
  const revision = await put("queued", "everyone");
  await untilTrue("it is offered on the other node", () => offers(guest.token, "queued/m"));
  await sql`update workflows set model = 'queued/m', settings = settings || '{"fallbacks": []}'`;
  using socket = openChatSocket(apps[0].origin, guest.token);
  const { api } = socket;
  const before = mock.requests.filter(({ kind }) => kind === "reply").length;
  const { reply, thread } = await api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  await mock.waitForRequest(before + 1);
  const waits = newSend({ threadId: thread.id, text: "then" });
  const said = await api.messages.say.mutate({ ...waits, parentId: reply.id });
  expect(said.sent).toBeNull();
  await put("queued", "admins", revision);
  await untilTrue(
    "it is not offered any more",
    async () => !(await offers(guest.token, "queued/m")),
  );
  mock.push("done", before + 1);
  mock.release(before + 1);
  expect((await endOf(socket, reply.generation)).final?.status).toBe("completed");
  const sendNow = () => api.messages.sendNow.mutate({ id: waits.id });
  expect((await refusalOf(sendNow())).code).toBe("model_unavailable");
  await api.threads.setInference.mutate({ threadId: thread.id, model: "mock" });
  expect((await sendNow()).queue).toEqual([]);
  const { messages } = await api.messages.list.query({ threadId: thread.id });
  const next = present(messages.find(({ id }) => id === waits.replyId));
  expect((await endOf(socket, next.generation)).final?.status).toBe("completed");
  await sql`update workflows set model = null, settings = settings || '{"fallbacks": null}'`;
}, 30_000);

test("a connection with a rule of a later version is closed", async () => {
  const guest = await newVisitor(apps[0].origin);
  await put("later", "everyone");
  await untilTrue("it is offered on the other node", () => offers(guest.token, "later/m"));
  await sql`update connections set access = '{"groups": ["a"]}' where id = 'later'`;
  await put("nudge", "everyone");
  await untilTrue(
    "it is not offered any more",
    async () => !(await offers(guest.token, "later/m")),
  );
  expect(await offers(adminToken, "later/m")).toBe(false);
});

test("what an earlier version has cached without rules is read again", async () => {
  const provider = providerTo([connectionTo(mock.url, { models: [{ name: "mock" }] })]);
  const config = { logLevel: "silent" as const, provider };
  await using node = await startTestApp({ config });
  const { databaseUrl, origin } = node;
  const own = postgres(databaseUrl, { max: 1 });
  await using _ = { [Symbol.asyncDispose]: () => own.end() };
  const { token } = await newAdmin({ origin, sql: own });
  const connection: ConnectionInput = {
    id: "old",
    kind: "openai-chat",
    baseUrl: mock.url,
    apiKey: null,
    models: ["m"],
    access: "registered",
  };
  const { save } = apiAs(origin, present(token)).admin.connections;
  await save.mutate({ revision: null, connection });
  const names = async (of: string, who: string) =>
    (await apiAs(of, who).models.list.query({})).models.map(({ name }) => name);
  await untilTrue("the node caches it", async () =>
    (await names(origin, present(token))).includes("old/m"),
  );
  const changed = await own`
    update cache_entries set value = jsonb_set(value, '{connections}', (
      select jsonb_agg(each - 'access') from jsonb_array_elements(value -> 'connections') each
    )) where kind = 'connections' and value is not null returning key`;
  expect(changed).toHaveLength(1);
  await using later = await startTestApp({ config, databaseUrl });
  expect(await names(later.origin, present(token))).toContain("old/m");
  const guest = await newVisitor(later.origin);
  expect(await names(later.origin, guest.token)).not.toContain("old/m");
}, 30_000);

test("a reply that was accepted is not written by a node with a stricter rule", async () => {
  const nodeWith = (access: Access, role: "web" | "worker") => {
    const own = connectionTo(mock.url, { models: [{ name: "mock" }] });
    const ruled = connectionTo(mock.url, { id: "other", access, models: [{ name: "m" }] });
    const provider = { ...providerTo([own, ruled]) };
    return { config: { logLevel: "silent" as const, role, provider } };
  };
  await using open = await startTestApp(nodeWith("everyone", "web"));
  const { databaseUrl } = open;
  const guest = await newVisitor(open.origin);
  using socket = openChatSocket(open.origin, guest.token);
  const text = newId("message");
  const { reply, thread } = await socket.api.messages.send.mutate(
    newSend({ text, model: "other/m" }),
  );
  await using _ = await startTestApp({ ...nodeWith("registered", "worker"), databaseUrl });
  const { final } = await endOf(socket, reply.generation);
  expect(final).toMatchObject({ status: "failed", error: { code: "model_unavailable" } });
  expect(JSON.stringify(mock.requests.map(({ body }) => body))).not.toContain(text);
  const another = { messageId: reply.id, replyId: newId("message"), model: "mock" };
  const again = await socket.api.messages.regenerate.mutate(another);
  expect((await endOf(socket, again.reply.generation)).final?.status).toBe("completed");
  expect((await socket.api.messages.list.query({ threadId: thread.id })).messages).toHaveLength(3);
}, 30_000);
