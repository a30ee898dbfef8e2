import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import type { ModelChoice } from "../../../shared/workflow.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import { defaultWorkflow } from "../../assistants/workflows/default-workflow.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
/** Two nodes on one database, which offer the models `own`, `second` and `third`. */
let app: App;
let other: App;
let sql: Sql;
let admin: Awaited<ReturnType<typeof newAdmin>>;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  app = resources.use(await startTestApp(nodeWith("own", "second", "third")));
  const { databaseUrl } = app;
  const settings = { ...nodeWith("own", "second", "third"), databaseUrl };
  other = resources.use(await startTestApp(settings));
  sql = postgres(databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  admin = await newAdmin({ origin: app.origin, sql });
}, 30_000);
afterAll(() => resources.disposeAsync());

function nodeWith(...names: string[]) {
  const connection = connectionTo(mock.url, { models: names.map((name) => ({ name })) });
  return {
    config: {
      logLevel: "silent" as const,
      provider: {
        kind: "connected" as const,
        connections: [connection] as const,
        model: "own",
        firstByteTimeoutMs: 10_000,
        idleTimeoutMs: 10_000,
        totalTimeoutMs: 60_000,
      },
    },
  };
}

/** A marker by which a test finds its requests among those of the others. */
const marked = () => `marker ${newId("message")}`;

/** The models that replies to messages with a marker were asked of. */
function askedOf(marker: string): unknown[] {
  return mock.requests
    .filter(({ kind, body }) => kind === "reply" && JSON.stringify(body).includes(marker))
    .map(({ body }) => Object(body).model);
}

async function finished(socket: ChatSocket, reply: Message): Promise<string | undefined> {
  const { final } = await socket.watch(reply.generation?.id ?? "");
  expect(final?.status).toBe("completed");
  return reply.generation?.model;
}

async function newAssistant(modelChoice: ModelChoice, model: string | null = null) {
  const id = `wf_${newId("message")}`;
  const definition = { ...defaultWorkflow, ...defaultWorkflowSettings, model, modelChoice };
  const editing = admin.api.admin.workflows;
  await editing.create.mutate({ id, definition });
  await editing.publish.mutate({ id, draftRevision: 1 });
  return { id, definition, editing };
}

describe("a model that a person chooses", () => {
  test("comes with the first message, is changed in mid-thread, and is that of regenerations", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(app.origin, visitor.token);
    const { api } = socket;
    const marker = marked();
    const first = newSend({ text: marker, model: "second", effort: "low" });
    const { thread, reply } = await api.messages.send.mutate(first);
    expect(thread).toMatchObject({ model: "second", effort: "low" });
    expect(await finished(socket, reply)).toBe("second");
    const { id: threadId } = thread;
    const changed = await api.threads.setInference.mutate({ threadId, model: "third" });
    expect(changed).toMatchObject({ model: "third", effort: "low" });
    const repeated = await api.messages.send.mutate(first);
    expect([repeated.thread.model, repeated.reply.generation?.model]).toEqual(["third", "second"]);
    const again = { messageId: reply.id, replyId: newId("message") };
    const regenerated = await api.messages.regenerate.mutate(again);
    expect(await finished(socket, regenerated.reply)).toBe("third");
    const cleared = await api.threads.setInference.mutate({ threadId, model: null });
    expect([cleared.effort, "model" in cleared]).toEqual(["low", false]);
    const next = newSend({ threadId, parentId: reply.id, text: "and" });
    expect(await finished(socket, (await api.messages.send.mutate(next)).reply)).toBe("own");
    expect(askedOf(marker)).toEqual(["second", "third", "own"]);
  });

  test("for one reply alone leaves the thread's as it is", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(app.origin, visitor.token);
    const { api } = socket;
    const { thread, reply } = await api.messages.send.mutate(newSend({ model: "second" }));
    await finished(socket, reply);
    const another = { messageId: reply.id, replyId: newId("message"), model: "third" };
    const regenerated = await api.messages.regenerate.mutate(another);
    expect([regenerated.thread.model, regenerated.reply.generation?.model]).toEqual([
      "second",
      "third",
    ]);
    await finished(socket, regenerated.reply);
    const repeated = await api.messages.regenerate.mutate(another);
    expect(repeated.reply.id).toBe(another.replyId);
    expect((await api.messages.list.query({ threadId: thread.id })).messages).toHaveLength(3);
  });

  test("is told to every tab, on another node too, once", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(other.origin, visitor.token);
    const threadId = newId("thread");
    await visitor.api.threads.create.mutate({ id: threadId });
    const { feedCursor } = await socket.api.threads.list.query();
    for (let i = 0; i < 2; i++)
      await visitor.api.threads.setInference.mutate({ threadId, model: "second" });
    await visitor.api.threads.rename.mutate({ threadId, title: "after" });
    const told = await socket.nextInFeed(feedCursor, ({ type }) => type === "thread.put");
    expect(told.event).toMatchObject({ thread: { model: "second", title: null } });
    const next = await socket.nextInFeed(told.cursor, ({ type }) => type === "thread.put");
    expect(next.event).toMatchObject({ thread: { model: "second", title: "after" } });
    expect((await socket.api.threads.get.query({ threadId })).model).toBe("second");
  });

  test("is for a message that waits as it is when that goes out", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(app.origin, visitor.token);
    const { api } = socket;
    const marker = marked();
    const before = mock.requests.filter(({ kind }) => kind === "reply").length;
    const first = newSend({ text: `[[gate]] ${marker}`, model: "second" });
    const { reply, thread } = await api.messages.send.mutate(first);
    await mock.waitForRequest(before + 1);
    const { feedCursor } = await api.threads.list.query();
    const waits = newSend({ threadId: thread.id, text: "then", model: "own" });
    const said = await api.messages.say.mutate({ ...waits, parentId: reply.id });
    expect(said.sent).toBeNull();
    expect((await api.threads.get.query({ threadId: thread.id })).model).toBe("own");
    await api.threads.setInference.mutate({ threadId: thread.id, model: "third" });
    mock.push("done", before + 1);
    mock.release(before + 1);
    const begun = await socket.nextInFeed(
      feedCursor,
      (event) => event.type === "message.put" && event.message.id === waits.replyId,
    );
    if (begun.event.type !== "message.put") throw new Error("no reply");
    await finished(socket, begun.event.message);
    expect(askedOf(marker)).toEqual(["second", "third"]);
  });

  test("that is not offered is refused wherever it is named, and nothing changes", async () => {
    const visitor = await newVisitor(app.origin);
    using socket = openChatSocket(app.origin, visitor.token);
    const { api } = socket;
    const { thread, reply } = await api.messages.send.mutate(newSend({ model: "second" }));
    await finished(socket, reply);
    const model = "unheard/of";
    const { id: threadId } = thread;
    const next = newSend({ threadId, text: "next", model });
    const refusals = await Promise.all(
      [
        api.messages.send.mutate(newSend({ model })),
        api.messages.send.mutate({ ...next, parentId: reply.id }),
        api.messages.say.mutate({ ...next, parentId: reply.id }),
        api.messages.queue.mutate({ ...next, parentId: reply.id }),
        api.messages.regenerate.mutate({
          messageId: reply.id,
          replyId: newId("message"),
          model,
        }),
        api.threads.setInference.mutate({ threadId, model }),
      ].map(refusalOf),
    );
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: "model_unavailable", status: 403 });
    expect((await api.threads.get.query({ threadId })).model).toBe("second");
    expect((await api.messages.list.query({ threadId })).messages).toHaveLength(2);
    expect((await api.threads.list.query()).threads).toHaveLength(1);
  });

  test("is stood in for once it is not offered any more, which the reply says, and comes back", async () => {
    await using narrow = await startTestApp({
      ...nodeWith("own", "second"),
      databaseUrl: app.databaseUrl,
    });
    const visitor = await newVisitor(app.origin);
    using wide = openChatSocket(app.origin, visitor.token);
    using socket = openChatSocket(narrow.origin, visitor.token);
    const { thread, reply } = await wide.api.messages.send.mutate(newSend({ model: "third" }));
    await finished(wide, reply);
    const regenerate = async (from: ChatSocket) => {
      const again = { messageId: reply.id, replyId: newId("message") };
      const { reply: another } = await from.api.messages.regenerate.mutate(again);
      const { parts } = await from.watch(another.generation?.id ?? "", { parts: true });
      return { model: another.generation?.model, notice: parts?.[0] };
    };
    const standIn = {
      kind: "substitute",
      model: "own",
      asked: "third",
      reason: "model_unavailable",
    };
    expect(await regenerate(socket)).toEqual({
      model: "own",
      notice: expect.objectContaining(standIn),
    });
    expect((await wide.api.threads.get.query({ threadId: thread.id })).model).toBe("third");
    const back = await regenerate(wide);
    expect([back.model, back.notice?.kind]).toEqual(["third", "text"]);
  }, 30_000);

  test("is refused for what is no name, and for another person's thread", async () => {
    const visitor = await newVisitor(app.origin);
    const stranger = await newVisitor(app.origin);
    const threadId = newId("thread");
    await visitor.api.threads.create.mutate({ id: threadId });
    for (const model of ["", " ", "a\u0000b", "\ud800", "x".repeat(234)]) {
      const refused = await refusalOf(visitor.api.threads.setInference.mutate({ threadId, model }));
      expect(refused.code).toBe("invalid_input");
    }
    const foreign = stranger.api.threads.setInference.mutate({ threadId, model: "second" });
    expect((await refusalOf(foreign)).code).toBe("not_found");
  });
});

describe("an assistant", () => {
  /** The model that answers when a person names one; the refusal's code where none does. */
  const modelOf = async (workflowId: string, model: string) => {
    const { api } = await newVisitor(app.origin);
    const sent = api.messages.send.mutate(newSend({ workflowId, model }));
    const { reply } = await sent.catch(() => ({ reply: null }));
    return reply ? reply.generation?.model : (await refusalOf(sent)).code;
  };

  test("that fixes its model, or offers some, decides in each of its versions", async () => {
    const { id, definition, editing } = await newAssistant({ from: "none", models: ["third"] });
    expect(await modelOf(id, "third")).toBe("model_unavailable");
    expect(await modelOf(id, "own")).toBe("own");
    const draft = async (change: Partial<typeof definition>) => {
      const { draftRevision } = await editing.get.query({ id });
      const saved = await editing.saveDraft.mutate({
        id,
        draftRevision,
        definition: { ...definition, ...change },
      });
      expect((await editing.publish.mutate({ id, ...saved })).version).toBeGreaterThan(1);
    };
    await draft({ modelChoice: { from: "list", models: ["third"] } });
    expect([await modelOf(id, "third"), await modelOf(id, "second")]).toEqual([
      "third",
      "model_unavailable",
    ]);
    await draft({ model: "second", modelChoice: { from: "any", models: [] } });
    expect([await modelOf(id, "third"), await modelOf(id, "second")]).toEqual(["third", "second"]);
    const { definition: now, versions } = await editing.get.query({ id });
    expect(now.modelChoice).toEqual({ from: "any", models: [] });
    expect(versions).toHaveLength(3);
  });

  test("of an earlier version has its model fixed", async () => {
    const { id } = await newAssistant({ from: "any", models: [] }, "second");
    await sql`update workflows set settings = settings - 'modelChoice' where id = ${id}`;
    expect(await modelOf(id, "third")).toBe("model_unavailable");
    const { api } = await newVisitor(app.origin);
    expect("choosesModel" in (await api.workflows.get.query({ id }))).toBe(false);
  });
});

test("a continuation is written by the model that began", async () => {
  const visitor = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, visitor.token);
  const { api } = socket;
  const { thread, reply } = await api.messages.send.mutate(
    newSend({ text: "[[cut-off]]", model: "second" }),
  );
  await socket.watch(reply.generation?.id ?? "");
  await api.threads.setInference.mutate({ threadId: thread.id, model: "third" });
  const generationId = newId("generation");
  const continued = await api.messages.continue.mutate({ messageId: reply.id, generationId });
  expect(continued.reply.generation?.model).toBe("second");
  expect(continued.thread.model).toBe("third");
  await socket.watch(generationId);
});
