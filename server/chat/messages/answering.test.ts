import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { uploadFile } from "../../../testing/server/upload-file.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { until } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";
import { defaultWorkflow } from "../../assistants/workflows/default-workflow.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let app: App;
let sql: Sql;
/** An assistant with instructions and a model of its own. */
let poet: string;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  const models = [{ name: "own" }, { name: "second" }];
  app = resources.use(
    await startTestApp({
      config: {
        logLevel: "silent",
        provider: {
          kind: "connected",
          connections: [connectionTo(mock.url, { models })],
          model: "own",
          firstByteTimeoutMs: 10_000,
          idleTimeoutMs: 10_000,
          totalTimeoutMs: 60_000,
        },
      },
    }),
  );
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  const admin = await newAdmin({ origin: app.origin, sql });
  poet = `wf_${newId("message")}`;
  const modelChoice = { from: "none" as const, models: [] };
  const definition = {
    ...defaultWorkflow,
    ...defaultWorkflowSettings,
    instructions: "You rhyme.",
    model: "second",
    modelChoice,
  };
  await admin.api.admin.workflows.create.mutate({ id: poet, definition });
  await admin.api.admin.workflows.publish.mutate({ id: poet, draftRevision: 1 });
}, 30_000);
afterAll(() => resources.disposeAsync());

async function enter(): Promise<ChatSocket> {
  return openChatSocket(app.origin, (await newVisitor(app.origin)).token);
}

const generationOf = (message: Message | undefined) => message?.generation?.id ?? "";

/** The model and the instructions that replies to a message were asked of. */
function askedOf(marker: string): [string, boolean][] {
  return mock.requests
    .filter(({ kind, body }) => kind === "reply" && JSON.stringify(body).includes(marker))
    .map(({ body }) => [Object(body).model, JSON.stringify(body).includes("You rhyme.")]);
}

test("another assistant answers one message, with its instructions and model", async () => {
  using socket = await enter();
  const { api } = socket;
  const marker = newId("message");
  const first = newSend({ text: marker });
  const said = await api.messages.say.mutate({ ...first, answerBy: { workflowId: poet } });
  expect(said.sent?.reply.generation?.model).toBe("second");
  expect(said.sent?.thread.workflowId).toBe("wf_default");
  expect(said.sent?.reply.generation?.workflowId).toBe(poet);
  await socket.watch(generationOf(said.sent?.reply));
  const repeated = await api.messages.say.mutate({ ...first, answerBy: { workflowId: poet } });
  expect(repeated.sent?.reply.id).toBe(first.replyId);
  const { threadId } = first;
  const next = newSend({ threadId, parentId: first.replyId, text: "and now" });
  const after = await api.messages.say.mutate(next);
  expect(after.sent?.reply.generation?.model).toBe("own");
  const { messages } = await api.messages.list.query({ threadId });
  const assistants = messages.flatMap(({ generation }) => generation?.workflowId ?? []);
  // The message of the thread's own assistant names none.
  expect(assistants).toEqual([poet]);
  await socket.watch(generationOf(after.sent?.reply));
  expect(askedOf(marker)).toEqual([
    ["second", true],
    ["own", false],
  ]);
});

test("another model answers one message; the thread keeps its own", async () => {
  using socket = await enter();
  const { api } = socket;
  const first = newSend();
  const said = await api.messages.say.mutate({ ...first, answerBy: { model: "second" } });
  expect(said.sent?.reply.generation?.model).toBe("second");
  expect("model" in (said.sent?.thread ?? {})).toBe(false);
  await socket.watch(generationOf(said.sent?.reply));
});

test("who may not be asked is refused, and nothing is stored", async () => {
  using socket = await enter();
  const { api } = socket;
  for (const answerBy of [
    { workflowId: "wf_missing" },
    { model: "missing" },
    { workflowId: poet, model: "own" },
  ]) {
    const send = newSend();
    const refused = await refusalOf(api.messages.say.mutate({ ...send, answerBy }));
    expect(refused.code).toBe("model_unavailable");
    expect(await sql`select from messages where id = ${send.id}`).toHaveLength(0);
  }
  const owner = await newVisitor(app.origin);
  const { clientSecret } = await owner.api.sessions.create.mutate({ workflowId: "wf_default" });
  const bySecret = apiAs(app.origin, clientSecret);
  const named = { ...newSend(), answerBy: { workflowId: poet } };
  expect((await refusalOf(bySecret.messages.say.mutate(named))).code).toBe("model_unavailable");
});

test("a message that waits is answered by who it asks for, or by the thread if they are gone", async () => {
  using socket = await enter();
  const { api } = socket;
  const begin = newSend({ text: `[[gate]] ${newId("message")}` });
  const { threadId } = begin;
  const before = mock.requests.filter(({ kind }) => kind === "reply").length;
  await api.messages.say.mutate(begin);
  await mock.waitForRequest(before + 1);
  const ask = (answerBy: { workflowId?: string; model?: string }) => {
    const message = newSend({ threadId, parentId: begin.replyId, text: "then" });
    return api.messages.say.mutate({ ...message, answerBy }).then(({ sent }) => {
      expect(sent).toBeNull();
      return message.replyId;
    });
  };
  const first = await ask({ workflowId: poet });
  const second = await ask({ model: "second" });
  const { queue } = await api.messages.list.query({ threadId });
  expect(queue?.map((each) => each.answerBy)).toEqual([{ workflowId: poet }, { model: "second" }]);
  await sql`
    update queued_messages set answer_by = '{"workflowId": "wf_gone"}' where reply_id = ${second}`;
  mock.push("Go on.", before + 1);
  mock.release(before + 1);
  const models = await until("both have been answered", async () => {
    const rows = await sql<{ model: string }[]>`
      select model from generations where message_id in (${first}, ${second}) and status = 'completed' order by created_at`;
    return rows.length === 2 ? rows.map(({ model }) => model) : undefined;
  });
  expect(models).toEqual(["second", "own"]);
});

/** A thread whose only reply is of an assistant, and was cut off. */
async function askCutOff({ api, watch }: ChatSocket, workflowId: string) {
  const send = newSend();
  const { sent } = await api.messages.say.mutate({ ...send, answerBy: { workflowId } });
  expect(sent?.reply.generation?.workflowId).toBe(workflowId);
  await watch(generationOf(sent?.reply));
  await sql`update generations set finish_reason = 'length' where message_id = ${send.replyId}`;
  return send;
}

/** An assistant as `poet`, of one test alone. */
async function newAssistant(): Promise<string> {
  const id = `wf_${newId("message")}`;
  await sql`
    insert into workflows (id, name, model, instructions, greeting, placeholder, starters, settings)
    select ${id}, name, model, instructions, greeting, placeholder, starters, settings from workflows where id = ${poet}`;
  return id;
}

test("the assistant that has answered goes on, answers again, and answers an edited message", async () => {
  using socket = await enter();
  const { api, watch } = socket;
  const send = await askCutOff(socket, poet);
  const of = { messageId: send.replyId };
  const more = await api.messages.continue.mutate({ ...of, generationId: newId("generation") });
  await watch(generationOf(more.reply));
  const again = await api.messages.regenerate.mutate({ ...of, replyId: newId("message") });
  await watch(generationOf(again.reply));
  const edited = await api.messages.edit.mutate({ ...newSend(), messageId: send.id });
  await watch(generationOf(edited.reply));
  for (const { reply, thread } of [more, again, edited]) {
    expect(reply.generation).toMatchObject({ workflowId: poet, model: "second" });
    expect(thread.workflowId).toBe("wf_default");
  }
  const { messages } = await api.messages.list.query({ threadId: send.threadId });
  const replies = messages.filter(({ role }) => role === "assistant");
  expect(replies.map(({ generation }) => generation?.workflowId)).toEqual([poet, poet, poet]);
  const stored = await sql<{ workflow_id: string }[]>`
    select distinct workflow_id from generations where thread_id = ${send.threadId}`;
  expect(stored.map((row) => row.workflow_id)).toEqual([poet]);
});

test("a model that only the thread's assistant lets one choose has that one answer again", async () => {
  using socket = await enter();
  const { replyId: messageId } = await askCutOff(socket, poet);
  const { reply } = await socket.api.messages.regenerate.mutate({
    messageId,
    replyId: newId("message"),
    model: "own",
  });
  expect(reply.generation?.model).toBe("own");
  expect(reply.generation?.workflowId).toBeUndefined();
  await socket.watch(generationOf(reply));
});

test("for an assistant that is gone, a reply is not continued, and the thread's answers again", async () => {
  using socket = await enter();
  const { api, watch } = socket;
  const guide = await newAssistant();
  const send = await askCutOff(socket, guide);
  await sql`update workflows set archived_at = now() where id = ${guide}`;
  const of = { messageId: send.replyId };
  const goOn = api.messages.continue.mutate({ ...of, generationId: newId("generation") });
  expect((await refusalOf(goOn)).code).toBe("model_unavailable");
  const again = await api.messages.regenerate.mutate({ ...of, replyId: newId("message") });
  await watch(generationOf(again.reply));
  const edited = await api.messages.edit.mutate({ ...newSend(), messageId: send.id });
  await watch(generationOf(edited.reply));
  for (const { reply } of [again, edited]) {
    expect(reply.generation?.model).toBe("own");
    expect(reply.generation?.workflowId).toBeUndefined();
  }
});

test("an assistant that takes no files is shown the names of a thread's files alone", async () => {
  const { token } = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, token);
  const guide = await newAssistant();
  await sql`
    update workflows set settings = settings || '{"fileUpload": {"enabled": false, "maxFileSize": 1, "maxFiles": 1}}' where id = ${guide}`;
  const file = await uploadFile(
    { origin: app.origin, token },
    { name: "plan.txt", content: "rye" },
  );
  /** What the model was sent of a person's messages and files, the newest in a thread last. */
  const ask = async (change: Parameters<typeof newSend>[0], answerBy?: { workflowId: string }) => {
    const text = `about the plan ${newId("message")}`;
    const send = newSend({ ...change, text });
    const { sent } = await socket.api.messages.say.mutate({ ...send, answerBy });
    await socket.watch(generationOf(sent?.reply));
    const asked = mock.requests.find(
      ({ kind, body }) => kind === "reply" && JSON.stringify(body).includes(text),
    );
    const messages: { role: string; content: string }[] = Object(asked?.body)["messages"];
    const theirs = messages.filter(({ role }) => role === "user");
    return { send, shown: theirs.map(({ content }) => content).join("\n") };
  };
  const first = await ask({ attachmentIds: [file.id] }, { workflowId: guide });
  expect(first.shown).toContain("plan.txt");
  expect(first.shown).not.toContain("rye");
  const { threadId, replyId: parentId } = first.send;
  const own = await ask({ threadId, parentId });
  expect(own.shown).toContain("rye");
  const later = await ask({ threadId, parentId: own.send.replyId }, { workflowId: guide });
  expect(later.shown).not.toContain("rye");
});

test("an assistant that is gone upstream answers nobody, and no chat begins with it", async () => {
  using socket = await enter();
  const { api } = socket;
  const guide = await newAssistant();
  await sql`update workflows set upstream = 'gone' where id = ${guide}`;
  const named = { ...newSend(), answerBy: { workflowId: guide } };
  expect((await refusalOf(api.messages.say.mutate(named))).code).toBe("model_unavailable");
  const begun = newSend({ workflowId: guide });
  expect((await refusalOf(api.messages.say.mutate(begun))).code).toBe("not_found");
});

test("what another assistant has answered counts for that one", async () => {
  const { token, user } = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, token);
  const named = { ...newSend(), answerBy: { workflowId: poet } };
  const said = await socket.api.messages.say.mutate(named);
  await socket.watch(generationOf(said.sent?.reply));
  const messageId = named.replyId;
  await socket.api.messages.giveFeedback.mutate({ messageId, kind: "positive" });
  const facts = await sql<{ kind: string; role: string | null; workflowId: string }[]>`
    select fact ->> 'kind' as kind, fact ->> 'role' as role, fact ->> 'workflowId' as "workflowId"
    from analytics_events where user_id = ${user.id} order by seq`;
  expect(facts.map(({ kind, role, workflowId }) => [role ?? kind, workflowId])).toEqual([
    ["user", "wf_default"],
    ["generation_finished", poet],
    ["assistant", poet],
    ["feedback", poet],
  ]);
});
