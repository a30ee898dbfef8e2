import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { untilRow } from "../../../testing/until.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import type { ProviderSettings } from "../../models/provider-settings.ts";
import { defaultWorkflow } from "../../assistants/workflows/default-workflow.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
/** Two nodes on one database. */
let app: App;
let other: App;
let sql: Sql;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ config: { provider: thinking("gpt-5-mini") } }));
  const { databaseUrl } = app;
  other = resources.use(
    await startTestApp({ databaseUrl, config: { provider: thinking("gpt-5-mini") } }),
  );
  sql = postgres(databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
}, 30_000);
afterAll(() => resources.disposeAsync());

function thinking(model: string, baseUrl = mock.url): ProviderSettings {
  return {
    kind: "connected",
    connections: [connectionTo(baseUrl)],
    model,
    firstByteTimeoutMs: 10_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 60_000,
  };
}

/** A marker by which a test finds its requests among those of the others. */
const marked = () => `marker ${newId("message")}`;

/** The efforts that replies to messages with a marker were asked for with. */
function askedFor(marker: string): unknown[] {
  return mock.requests
    .filter(({ kind, body }) => kind === "reply" && JSON.stringify(body).includes(marker))
    .map(({ body }) => Object(body).reasoning_effort);
}

async function finished(socket: ChatSocket, reply: { generation: { id: string } | null }) {
  const { final } = await socket.watch(reply.generation?.id ?? "");
  expect(final?.status).toBe("completed");
}

describe("an effort that a person chooses", () => {
  test("comes with the first message, and is that of the next reply and of a regeneration", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(app.origin, visitor.token);
    const { api } = socket;
    const marker = marked();
    const first = newSend({ text: marker, effort: "low" });
    const { thread, reply } = await api.messages.send.mutate(first);
    expect(thread.effort).toBe("low");
    await finished(socket, reply);
    const again = await api.messages.send.mutate(first);
    expect([again.thread.effort, again.reply.id]).toEqual(["low", reply.id]);
    const threadId = thread.id;
    await api.threads.setInference.mutate({ threadId, effort: "high" });
    const late = await api.messages.send.mutate(first);
    expect(late.thread.effort).toBe("high");
    const regenerated = await api.messages.regenerate.mutate({
      messageId: reply.id,
      replyId: newId("message"),
    });
    await finished(socket, regenerated.reply);
    const next = newSend({ threadId, parentId: reply.id, text: "and" });
    await finished(socket, (await api.messages.send.mutate(next)).reply);
    await api.threads.setInference.mutate({ threadId, effort: null });
    const last = newSend({ threadId, parentId: next.replyId, text: "at last" });
    const sent = await api.messages.send.mutate(last);
    expect("effort" in sent.thread).toBe(false);
    await finished(socket, sent.reply);
    expect(askedFor(marker)).toEqual(["low", "high", "high", undefined]);
  });

  test("is told to every tab once, by the thread itself and by its lists", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(other.origin, visitor.token);
    const threadId = newId("thread");
    await visitor.api.threads.create.mutate({ id: threadId });
    const { feedCursor } = await socket.api.threads.list.query();
    const choose = { threadId, effort: "medium" } as const;
    for (let i = 0; i < 2; i++) await visitor.api.threads.setInference.mutate(choose);
    await visitor.api.threads.rename.mutate({ threadId, title: "after" });
    const told = await socket.nextInFeed(feedCursor, (event) => event.type === "thread.put");
    expect(told.event).toMatchObject({ thread: { id: threadId, effort: "medium", title: null } });
    const next = await socket.nextInFeed(told.cursor, (event) => event.type === "thread.put");
    expect(next.event).toMatchObject({ thread: { effort: "medium", title: "after" } });
    expect((await socket.api.threads.get.query({ threadId })).effort).toBe("medium");
    expect((await socket.api.threads.list.query()).threads[0]?.effort).toBe("medium");
  });

  test("stays in every tab when a reply starts, ends, is regenerated, continued or named", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(other.origin, visitor.token);
    const { api } = socket;
    const text = "[[paced tokens=3 rate=100 finish=length]]";
    const { thread, reply } = await api.messages.send.mutate(newSend({ text, effort: "low" }));
    const model = "gpt-5-mini";
    await api.threads.setInference.mutate({ threadId: thread.id, model });
    await finished(socket, reply);
    const again = { messageId: reply.id, replyId: newId("message") };
    await finished(socket, (await api.messages.regenerate.mutate(again)).reply);
    const more = { messageId: again.replyId, generationId: newId("generation") };
    await finished(socket, (await api.messages.continue.mutate(more)).reply);
    await untilRow(
      "a title in the feed",
      () => sql`
        select 1 from feed_events where event -> 'thread' ->> 'id' = ${thread.id} and event -> 'thread' ->> 'title' is not null`,
    );
    const told = await sql<{ effort: string | null; model: string | null }[]>`
      select event -> 'thread' ->> 'effort' as effort, event -> 'thread' ->> 'model' as model from feed_events
      where event -> 'thread' ->> 'id' = ${thread.id} order by seq`;
    expect(told.length).toBeGreaterThanOrEqual(7);
    expect(told.map(({ effort }) => effort)).toEqual(told.map(() => "low"));
    expect(told.slice(1).map((each) => each.model)).toEqual(told.slice(1).map(() => model));
  });

  test("is for a message that waits as it is when that goes out", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(app.origin, visitor.token);
    const { api } = socket;
    const marker = marked();
    const first = newSend({ text: `[[gate]] ${marker}`, effort: "low" });
    const before = mock.requests.filter(({ kind }) => kind === "reply").length;
    const { reply, thread } = await api.messages.send.mutate(first);
    await mock.waitForRequest(before + 1);
    const { feedCursor } = await api.threads.list.query();
    const waits = newSend({ threadId: thread.id, text: "then", effort: "none" });
    const said = await api.messages.say.mutate({ ...waits, parentId: reply.id });
    expect(said.sent).toBeNull();
    expect((await api.threads.get.query({ threadId: thread.id })).effort).toBe("none");
    await api.threads.setInference.mutate({ threadId: thread.id, effort: "high" });
    mock.push("done", before + 1);
    mock.release(before + 1);
    const begun = await socket.nextInFeed(
      feedCursor,
      (event) => event.type === "message.put" && event.message.id === waits.replyId,
    );
    if (begun.event.type !== "message.put") throw new Error("no reply");
    await finished(socket, begun.event.message);
    expect(askedFor(marker)).toEqual(["low", "high"]);
  });

  test("is refused for what is none, and for another person's thread", async () => {
    const visitor = await newVisitor(app.origin);
    const stranger = await newVisitor(app.origin);
    const threadId = newId("thread");
    await visitor.api.threads.create.mutate({ id: threadId });
    const foreign = stranger.api.threads.setInference.mutate({ threadId, effort: "low" });
    const missing = { threadId: newId("thread"), effort: "low" } as const;
    const absent = stranger.api.threads.setInference.mutate(missing);
    const [one, other] = await Promise.all([refusalOf(foreign), refusalOf(absent)]);
    expect(one).toEqual(other);
    const wrong = JSON.parse(JSON.stringify({ threadId, effort: "extreme" }));
    const refused = await refusalOf(visitor.api.threads.setInference.mutate(wrong));
    expect(refused.code).toBe("invalid_input");
  });

  test("keeps what a later version has chosen beside it", async () => {
    const visitor = await newVisitor(app.origin);
    const threadId = newId("thread");
    await visitor.api.threads.create.mutate({ id: threadId });
    await sql`update threads set inference = '{"later": "kept", "effort": "extreme"}' where id = ${threadId}`;
    expect("effort" in (await visitor.api.threads.get.query({ threadId }))).toBe(false);
    await visitor.api.threads.setInference.mutate({ threadId, effort: "low" });
    await visitor.api.messages.send.mutate(newSend({ threadId, effort: "high" }));
    const [row] = await sql`select inference from threads where id = ${threadId}`;
    expect(row?.["inference"]).toEqual({ later: "kept", effort: "high" });
  });
});

test("an assistant that fixes the effort decides, in each of its versions", async () => {
  const admin = await newAdmin({ origin: app.origin, sql });
  const id = "wf_thinker";
  const definition = { ...defaultWorkflow, ...defaultWorkflowSettings, effort: "high" as const };
  const editing = admin.api.admin.workflows;
  await editing.create.mutate({ id, definition });
  await editing.publish.mutate({ id, draftRevision: 1 });
  const visitor = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, visitor.token);
  const workflow = await socket.api.workflows.get.query({ id });
  expect([workflow.effort, "efforts" in workflow]).toEqual(["high", false]);
  const marker = marked();
  const first = newSend({ text: marker, workflowId: id, effort: "low" });
  const { reply, thread } = await socket.api.messages.send.mutate(first);
  await finished(socket, reply);
  const { draftRevision } = await editing.saveDraft
    .mutate({ id, draftRevision: 2, definition: { ...definition, effort: null } })
    .then(() => editing.get.query({ id }));
  await editing.publish.mutate({ id, draftRevision });
  const next = newSend({ threadId: thread.id, parentId: reply.id });
  await finished(socket, (await socket.api.messages.send.mutate(next)).reply);
  expect(askedFor(marker)).toEqual(["high", "low"]);
  const free = await socket.api.workflows.get.query({ id });
  expect(free.efforts).toEqual(["none", "low", "medium", "high"]);
  expect("effort" in free).toBe(false);
});

test("what one node finds refused is asked for by no other, and offered no more", async () => {
  await using refusing = await startMockProvider({ scenario: "refuse-effort" });
  const provider = thinking("o3", refusing.url);
  await using first = await startTestApp({ config: { provider } });
  const { databaseUrl } = first;
  const visitor = await newVisitor(first.origin);
  const offered = async ({ origin }: App) => {
    using socket = openChatSocket(origin, visitor.token);
    return (await socket.api.workflows.get.query()).efforts;
  };
  const say = async ({ origin }: App) => {
    using socket = openChatSocket(origin, visitor.token);
    const { reply } = await socket.api.messages.send.mutate(newSend({ effort: "high" }));
    await finished(socket, reply);
  };
  expect(await offered(first)).toEqual(["low", "medium", "high"]);
  for (let i = 0; i < 2; i++) await say(first);
  expect(await offered(first)).toBeUndefined();
  await using second = await startTestApp({ databaseUrl, config: { provider } });
  expect(await offered(second)).toBeUndefined();
  await say(second);
  const efforts = refusing.requests
    .filter(({ kind }) => kind === "reply")
    .map(({ body }) => Object(body).reasoning_effort);
  expect(efforts).toEqual(["high", undefined, undefined, undefined]);
});
