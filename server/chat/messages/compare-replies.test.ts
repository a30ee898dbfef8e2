import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import type { SayMessage } from "../../../shared/requests.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import { policies } from "../../platform/limits/policies.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let web: App;
let sql: Sql;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  web = resources.use(await startTestApp(nodeWith("web")));
  sql = postgres(web.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  resources.use(await startNode("worker"));
}, 30_000);
afterAll(() => resources.disposeAsync());

/** The models `own` and `second` are of one server, so the requests to it are in one log. */
function nodeWith(role: "web" | "worker") {
  const models = [{ name: "own" }, { name: "second" }];
  return {
    config: {
      role,
      logLevel: "silent" as const,
      provider: {
        kind: "connected" as const,
        connections: [connectionTo(mock.url, { models })] as const,
        model: "own",
        firstByteTimeoutMs: 10_000,
        idleTimeoutMs: 10_000,
        totalTimeoutMs: 60_000,
      },
    },
  };
}

function startNode(role: "web" | "worker"): Promise<App> {
  return startTestApp({ ...nodeWith(role), databaseUrl: web.databaseUrl });
}

async function enter(): Promise<ChatSocket> {
  const { token } = await newVisitor(web.origin);
  return openChatSocket(web.origin, token);
}

function newComparison(change: Omit<Partial<SayMessage>, "compareWith"> = {}) {
  const compareWith = { replyId: newId("message"), model: "second" };
  return { ...newSend({ text: "[[gate]]" }), compareWith, ...change };
}

/** A reply at the provider, found by its model and the marker in its message. */
async function requestedOf(model: string, { marker, since }: { marker: string; since: number }) {
  for (let n = since + 1; ; n++) {
    const { body } = await mock.waitForRequest(n);
    if (Object(body).model === model && JSON.stringify(body).includes(marker)) return n;
  }
}

const replyCount = () => mock.requests.filter(({ kind }) => kind === "reply").length;
const generationOf = (message: Message | undefined) => present(message?.generation).id;

/** Two replies to one message, both waiting for what the test has them say. */
async function compareHeld(socket: ChatSocket) {
  const marker = newId("message");
  const of = { marker, since: replyCount() };
  const said = newComparison({ text: `[[gate]] ${marker}` });
  const { sent } = await socket.api.messages.say.mutate(said);
  const { thread, reply, compared } = present(sent);
  const own = await requestedOf("own", of);
  const second = await requestedOf("second", of);
  const ids = { own: generationOf(reply), second: generationOf(compared) };
  return { said, threadId: thread.id, own, second, ids, compared: present(compared) };
}

async function statuses(socket: ChatSocket, threadId: string) {
  const { messages } = await socket.api.messages.list.query({ threadId });
  return messages
    .filter(({ role }) => role === "assistant")
    .map(({ generation, text }) => `${generation?.model} ${generation?.status} ${text}`);
}

describe("a message to two models", () => {
  test("has two replies at the same time, each its own, and the thread runs until both have ended", async () => {
    using socket = await enter();
    const { threadId, own, second, ids } = await compareHeld(socket);
    mock.push("Own words", own);
    mock.push("Other words", second);
    const both = await Promise.all([
      socket.watch(ids.own, { enough: ({ text }) => text === "Own words" }),
      socket.watch(ids.second, { enough: ({ text }) => text === "Other words" }),
    ]);
    expect(both.map(({ text, final }) => [text, final])).toEqual([
      ["Own words", null],
      ["Other words", null],
    ]);
    mock.release(second);
    expect((await socket.watch(ids.second)).final?.status).toBe("completed");
    expect((await socket.api.threads.get.query({ threadId })).running).toBe(true);
    mock.release(own);
    expect((await socket.watch(ids.own)).final?.status).toBe("completed");
    expect((await socket.api.threads.get.query({ threadId })).running).toBe(false);
    expect(await statuses(socket, threadId)).toEqual([
      "own completed Own words",
      "second completed Other words",
    ]);
  });

  test("is told to other tabs as a message and two replies in order", async () => {
    const { token } = await newVisitor(web.origin);
    using socket = openChatSocket(web.origin, token);
    using other = openChatSocket(web.origin, token);
    const { feedCursor } = await other.api.threads.list.query();
    const said = newComparison({ text: "hello" });
    const put = (id: string) =>
      other.nextInFeed(feedCursor, ({ type, ...event }) =>
        type === "message.put" && "message" in event ? event.message.id === id : false,
      );
    const told = Promise.all([said.id, said.replyId, said.compareWith.replyId].map(put));
    const { sent } = await socket.api.messages.say.mutate(said);
    const cursors = (await told).map(({ cursor }) => Number.parseInt(cursor, 10));
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
    const { message, reply, compared } = present(sent);
    expect([reply.seq, present(compared).seq]).toEqual([message.seq + 1, message.seq + 2]);
    await Promise.all([reply, compared].map((each) => socket.watch(generationOf(each))));
  });

  test("said again is the same message with the same replies, whether at once or later", async () => {
    using socket = await enter();
    const said = newComparison({ text: "hello" });
    const answers = await Promise.all([1, 2, 3].map(() => socket.api.messages.say.mutate(said)));
    const idsOf = ({ sent }: (typeof answers)[number]) =>
      [sent?.message.id, sent?.reply.id, sent?.compared?.id].join();
    const expected = [said.id, said.replyId, said.compareWith.replyId].join();
    expect(answers.map(idsOf)).toEqual([expected, expected, expected]);
    await socket.watch(generationOf(present(present(answers[0]).sent).compared));
    expect(idsOf(await socket.api.messages.say.mutate(said))).toBe(expected);
    expect(await statuses(socket, said.threadId)).toHaveLength(2);
    const changed = { ...said, compareWith: { ...said.compareWith, replyId: newId("message") } };
    expect((await refusalOf(socket.api.messages.say.mutate(changed))).code).toBe("conflict");
  });

  test("keeps one reply when the other fails or is stopped", async () => {
    using socket = await enter();
    const failing = await compareHeld(socket);
    mock.push("Cut here", failing.second);
    await socket.watch(failing.ids.second, { enough: ({ text }) => text !== "" });
    mock.cut("rst", failing.second);
    expect((await socket.watch(failing.ids.second)).final?.status).toBe("failed");
    mock.push("Whole", failing.own);
    mock.release(failing.own);
    expect((await socket.watch(failing.ids.own)).final?.status).toBe("completed");
    expect(await statuses(socket, failing.threadId)).toEqual([
      "own completed Whole",
      "second failed Cut here",
    ]);

    const stopping = await compareHeld(socket);
    mock.push("Kept", stopping.own);
    await socket.watch(stopping.ids.own, { enough: ({ text }) => text === "Kept" });
    await socket.api.generations.stop.mutate({ generationId: stopping.ids.own });
    expect((await socket.watch(stopping.ids.own)).final?.status).toBe("stopped");
    mock.push("Goes on", stopping.second);
    mock.release(stopping.second);
    expect((await socket.watch(stopping.ids.second)).final?.status).toBe("completed");
    expect(await statuses(socket, stopping.threadId)).toEqual([
      "own stopped Kept",
      "second completed Goes on",
    ]);
  });

  test("loses both with its thread, and their requests are given up", async () => {
    using socket = await enter();
    const { threadId, own, second, ids } = await compareHeld(socket);
    await socket.api.threads.delete.mutate({ threadId });
    await Promise.all([mock.waitForDisconnect(own), mock.waitForDisconnect(second)]);
    const [left] = await sql`
      select (select count(*)::int from generations where thread_id = ${threadId}) as generations,
        (select count(*)::int from chunks where generation_id in ${sql(Object.values(ids))}) as chunks`;
    expect(left).toEqual({ generations: 0, chunks: 0 });
  });

  test("goes on below the reply that is kept, and a queued message waits for that one alone", async () => {
    using socket = await enter();
    const { threadId, own, second, ids, compared } = await compareHeld(socket);
    const next = newSend({ threadId, text: "next" });
    const said = await socket.api.messages.say.mutate({ ...next, parentId: compared.id });
    expect(said.sent).toBeNull();
    mock.release(own);
    await socket.watch(ids.own);
    const { queue } = await socket.api.messages.list.query({ threadId });
    expect(present(queue).map(({ id }) => id)).toEqual([next.id]);
    const { feedCursor } = await socket.api.threads.list.query();
    mock.push("Kept", second);
    mock.release(second);
    const started = await socket.nextInFeed(
      feedCursor,
      (event) => event.type === "message.put" && event.message.id === next.id,
    );
    expect(started.event).toMatchObject({ message: { parentId: compared.id } });
  });

  test("is refused during a reply, and leaves nothing behind", async () => {
    using socket = await enter();
    const { threadId, own, second, compared } = await compareHeld(socket);
    const said = newComparison({ threadId, parentId: compared.id, text: "too early" });
    expect((await refusalOf(socket.api.messages.say.mutate(said))).code).toBe("conflict");
    const page = await socket.api.messages.list.query({ threadId });
    expect([page.messages.length, page.queue]).toEqual([3, []]);
    for (const n of [own, second]) mock.release(n);
  });

  test("is refused for a second model that is not offered, and leaves nothing behind", async () => {
    using socket = await enter();
    const said = { ...newComparison(), compareWith: { replyId: newId("message"), model: "third" } };
    const refused = await refusalOf(socket.api.messages.say.mutate(said));
    expect(refused.code).toBe("model_unavailable");
    const { threadId } = said;
    expect((await refusalOf(socket.api.threads.get.query({ threadId }))).code).toBe("not_found");
  });

  test("needs three different ids and a name of a model", async () => {
    using socket = await enter();
    const said = newComparison();
    for (const compareWith of [
      { replyId: said.id, model: "second" },
      { replyId: said.replyId, model: "second" },
      { replyId: newId("message"), model: "" },
    ]) {
      const refused = await refusalOf(socket.api.messages.say.mutate({ ...said, compareWith }));
      expect(refused.code).toBe("invalid_input");
    }
  });
});

test("a comparison counts as two messages of the rate limit", async () => {
  const { config } = nodeWith("web");
  await using app = await startTestApp({ config: { ...config, rateLimits: true } });
  const { api } = await newVisitor(app.origin);
  const say = () => {
    // Refused after it was counted, so that no replies are written.
    const compareWith = { replyId: newId("message"), model: "third" };
    return refusalOf(api.messages.say.mutate({ ...newComparison(), compareWith }));
  };
  for (let i = 0; i < policies.send.points / 2; i++)
    expect((await say()).code).toBe("model_unavailable");
  expect((await say()).code).toBe("rate_limited");
});

test("both replies go on when their worker leaves in the middle", async () => {
  await using stage = new AsyncDisposableStack();
  const own = stage.use(await startMockProvider());
  const settings = nodeWith("web");
  const models = [{ name: "own" }, { name: "second" }];
  const connections = [connectionTo(own.url, { models })] as const;
  const provider = { ...settings.config.provider, connections };
  const start = (role: "web" | "worker", databaseUrl?: string) =>
    startTestApp({
      config: { ...settings.config, role, provider },
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    });
  const front = stage.use(await start("web"));
  const first = await start("worker", front.databaseUrl);
  const { token } = await newVisitor(front.origin);
  using socket = openChatSocket(front.origin, token);
  const { sent } = await socket.api.messages.say.mutate(newComparison());
  const ids = [present(sent).reply, present(sent).compared].map(generationOf);
  for (const n of [1, 2]) await own.waitForRequest(n).then(() => own.push("Half a reply", n));
  await Promise.all(ids.map((id) => socket.watch(id, { enough: ({ text }) => text !== "" })));
  stage.use(await start("worker", front.databaseUrl));
  await first[Symbol.asyncDispose]();
  for (const n of [3, 4]) {
    await own.waitForRequest(n);
    own.push("A whole reply", n);
    own.release(n);
  }
  const ended = await Promise.all(ids.map((id) => socket.watch(id)));
  expect(ended.map(({ final, attempt }) => [final?.status, attempt])).toEqual([
    ["completed", 2],
    ["completed", 2],
  ]);
  const { messages } = await socket.api.messages.list.query({
    threadId: present(sent).thread.id,
  });
  expect(messages.slice(1).map(({ text }) => text)).toEqual(ended.map(({ text }) => text));
}, 30_000);
