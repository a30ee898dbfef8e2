import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { listProcedures } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import {
  apiAs,
  newSend,
  newVisitor,
  refusalOf,
  type Visitor,
} from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 8.2 (authorization): a secret for one workflow opens nothing else.

let app: App;
let sql: Sql;
let ann: Visitor;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent", rateLimits: true } });
  sql = postgres(app.databaseUrl, { max: 2 });
  await sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters)
    select 'wf_other', 'Other', instructions, greeting, placeholder, starters from workflows where id = 'wf_default'`;
  ann = await newVisitor(app.origin);
}, 30_000);

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

/** A visitor with a client secret. */
async function newSession(workflowId = "wf_default") {
  const owner = await newVisitor(app.origin);
  const session = await owner.api.sessions.create.mutate({ workflowId });
  return { ...session, owner, api: apiAs(app.origin, session.clientSecret) };
}

test("a client secret talks to its workflow, as its user, over HTTP and sockets", async () => {
  const { api, owner, clientSecret } = await newSession();
  const { thread, reply } = await api.messages.send.mutate(newSend());
  expect((await api.messages.list.query({ threadId: thread.id })).messages).toHaveLength(2);
  expect((await owner.api.threads.get.query({ threadId: thread.id })).id).toBe(thread.id);
  using socket = await openRawSocket(app.origin, { token: clientSecret });
  const generationId = reply.generation?.id ?? "";
  const input = { generationId };
  socket.send({ id: 1, method: "subscription", params: { path: "generations.watch", input } });
  expect((await socket.next()).result?.type).toBe("started");
  await api.generations.stop.mutate({ generationId });
});

test("it reaches no other workflow's threads, and makes none there", async () => {
  const { api, owner } = await newSession("wf_other");
  const { thread, message, reply } = await owner.api.messages.send.mutate(newSend());
  const generationId = reply.generation?.id ?? "";
  const { threads, messages, generations, workflows } = api;
  const calls: Promise<unknown>[] = [
    threads.get.query({ threadId: thread.id }),
    threads.delete.mutate({ threadId: thread.id }),
    threads.setInference.mutate({ threadId: thread.id, effort: "low" }),
    threads.trash.mutate({ threadIds: [thread.id] }),
    threads.setPlaces.mutate({ threadIds: [thread.id], place: "pinned" }),
    threads.restore.mutate({ threadIds: [thread.id] }),
    messages.list.query({ threadId: thread.id }),
    messages.send.mutate(newSend({ threadId: thread.id, parentId: reply.id })),
    messages.edit.mutate({ ...newSend(), messageId: message.id }),
    messages.regenerate.mutate({ messageId: reply.id, replyId: newId("message") }),
    messages.giveFeedback.mutate({ messageId: reply.id, kind: "positive" }),
    messages.remove.mutate({ messageId: reply.id, removalId: newId("removal") }),
    messages.restore.mutate({ threadId: thread.id, removalId: newId("removal") }),
    messages.say.mutate(newSend({ threadId: thread.id })),
    messages.say.mutate(newSend({ threadId: thread.id, parentId: reply.id })),
    messages.say.mutate({ ...newSend({ threadId: thread.id }), workflowId: "wf_other" }),
    messages.queue.mutate({ ...newSend({ threadId: thread.id }), parentId: reply.id }),
    messages.unqueue.mutate({ id: newId("message"), threadId: thread.id }),
    threads.rename.mutate({ threadId: thread.id, title: "mine" }),
    threads.selectBranch.mutate({ threadId: thread.id, messageId: reply.id }),
    threads.markRead.mutate({ threadId: thread.id }),
    threads.fork.mutate({ messageId: reply.id, threadId: newId("thread") }),
    threads.create.mutate({ id: thread.id, workflowId: "wf_other" }),
    generations.stop.mutate({ generationId }),
  ];
  expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(["not_found"]));
  expect(await codeOf(messages.send.mutate(newSend()))).toBe("forbidden");
  expect(await codeOf(workflows.get.query())).toBe("forbidden");
  const own = newSend({ workflowId: "wf_other" });
  expect((await messages.send.mutate(own)).thread.workflowId).toBe("wf_other");
});

test("a reply of a mentioned assistant is of the thread, and of no session of that assistant", async () => {
  const owner = await newVisitor(app.origin);
  const answerBy = { workflowId: "wf_other" };
  const { sent } = await owner.api.messages.say.mutate({ ...newSend(), answerBy });
  expect(sent?.reply.generation?.workflowId).toBe("wf_other");
  const generationId = sent?.reply.generation?.id ?? "";
  const reach = async (workflowId: string) => {
    const { clientSecret } = await owner.api.sessions.create.mutate({ workflowId });
    using socket = await openRawSocket(app.origin, { token: clientSecret });
    const input = { generationId };
    socket.send({ id: 1, method: "subscription", params: { path: "generations.watch", input } });
    const { result, error } = await socket.next();
    return {
      watched: result?.type ?? error?.data["appCode"],
      api: apiAs(app.origin, clientSecret),
    };
  };
  const ofOther = await reach("wf_other");
  expect(ofOther.watched).toBe("not_found");
  expect(await codeOf(ofOther.api.generations.stop.mutate({ generationId }))).toBe("not_found");
  const ofThread = await reach("wf_default");
  expect(ofThread.watched).toBe("started");
  await ofThread.api.generations.stop.mutate({ generationId });
});

test("it reaches nothing of another user's", async () => {
  const { api } = await newSession();
  const { thread } = await ann.api.messages.send.mutate(newSend());
  expect(await codeOf(api.messages.list.query({ threadId: thread.id }))).toBe("not_found");
});

test("these procedures and no others are within its reach", () => {
  const reached = listProcedures().flatMap(({ path, reach }) => (reach ? `${path} ${reach}` : []));
  expect(reached.toSorted()).toEqual([
    "attachments.create inWorkflow",
    "attachments.delete own",
    "attachments.get own",
    "attachments.watch own",
    "auth.me own",
    "feed.watch own",
    "generations.stop generation",
    "generations.watch generation",
    "messages.continue message",
    "messages.dropSummary message",
    "messages.edit message",
    "messages.giveFeedback message",
    "messages.list thread",
    "messages.queue thread",
    "messages.regenerate message",
    "messages.remove message",
    "messages.restore thread",
    "messages.say threadOrNew",
    "messages.send threadOrNew",
    "messages.sendNow queued",
    "messages.summarise message",
    "messages.unqueue thread",
    "models.get inWorkflow",
    "models.list inWorkflow",
    "search own",
    "threads.create newThread",
    "threads.delete thread",
    "threads.fork message",
    "threads.get thread",
    "threads.keepTemporary thread",
    "threads.leaveTemporary thread",
    "threads.list own",
    "threads.markRead thread",
    "threads.rename thread",
    "threads.restore threads",
    "threads.selectBranch thread",
    "threads.setInference thread",
    "threads.setPlace thread",
    "threads.setPlaces threads",
    "threads.setTags thread",
    "threads.stayInTemporary thread",
    "threads.trash threads",
    "workflows.get workflow",
  ]);
});

test("whatever else there is to call is forbidden", async () => {
  const { clientSecret } = await newSession();
  const open =
    /^(auth\.(guest|refresh|mailWay|entry|openInvitation|signUp|signIn|signOut|verifyEmail|requestPasswordReset|resetPassword)|identities\.(providers|begin)|account\.confirmEmailChange)$/;
  const headers = { "content-type": "application/json", authorization: `Bearer ${clientSecret}` };
  let refused = 0;
  for (const { path, type, reach } of listProcedures()) {
    if (reach !== undefined || open.test(path)) continue;
    const isMutation = type === "mutation";
    const answer = await fetch(`${app.origin}/trpc/${path}`, {
      method: isMutation ? "POST" : "GET",
      headers,
      ...(isMutation ? { body: "{}" } : {}),
    });
    expect([path, await answer.text()]).toEqual([
      path,
      expect.stringContaining('"appCode":"forbidden"'),
    ]);
    refused++;
  }
  expect(refused).toBeGreaterThan(20);
});

test("a chat session has a limit of its own, told with the refusal", async () => {
  const { id, clientSecret, api } = await newSession();
  await sql`update chat_sessions set max_requests_per_minute = 3 where id = ${id}`;
  for (let i = 0; i < 3; i++) await api.messages.send.mutate(newSend());
  const refused = await refusalOf(api.messages.send.mutate(newSend()));
  expect(refused).toMatchObject({ code: "rate_limited", status: 429 });
  const answer = await fetch(`${app.origin}/trpc/messages.send`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${clientSecret}` },
    body: JSON.stringify(newSend()),
  });
  expect(answer.headers.get("ratelimit-policy")).toBe('"chatSession";q=3;w=60');
});

test("a person's own session counts against its limit and against the person's", async () => {
  const { id, owner, api } = await newSession();
  await sql`update chat_sessions set max_requests_per_minute = 100 where id = ${id}`;
  for (let i = 0; i < 30; i++) await api.messages.send.mutate(newSend());
  for (const way of [api, owner.api])
    expect((await refusalOf(way.messages.send.mutate(newSend()))).code).toBe("rate_limited");
}, 30_000);

test("an expired, cancelled or suspended one opens nothing", async () => {
  for (const change of ["expires_at", "cancelled_at"] as const) {
    const { id, api } = await newSession();
    await sql`update chat_sessions set ${sql(change)} = now() where id = ${id}`;
    expect([change, await codeOf(api.auth.me.query())]).toEqual([change, "unauthenticated"]);
  }
  const { owner, api } = await newSession();
  await sql`update users set disabled_at = now() where id = ${owner.user.id}`;
  expect(await codeOf(api.auth.me.query())).toBe("unauthenticated");
  for (const text of ["ek_", "ek_x", `ek_${"a".repeat(5_000)}`])
    expect(await codeOf(apiAs(app.origin, text).auth.me.query())).toBe("unauthenticated");
});
