import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { Access } from "../../../shared/access.ts";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import type { WorkflowDraft } from "../../../shared/workflow.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { newAccount, newAdmin } from "../../../testing/server/accounts.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSummariser } from "../../../testing/server/summary-stage.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { untilRow } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";
import { defaultWorkflow } from "../../assistants/workflows/default-workflow.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let app: App;
let sql: Sql;
/** Access tokens of a guest, a person with an account and an admin. */
let people: Record<"guest" | "member" | "admin", string>;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  app = resources.use(await startTestApp(nodeWith({ members: "registered", staff: "admins" })));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  const admin = await newAdmin({ origin: app.origin, sql });
  const member = await newAccount({ origin: app.origin, sql }, "member@example.org");
  const guest = await newVisitor(app.origin);
  people = {
    guest: guest.token,
    member: present(member.token),
    admin: present(admin.token),
  };
}, 30_000);
afterAll(() => resources.disposeAsync());

/** A node with a connection for everyone, others with these rules, and one that does not answer. */
function nodeWith(rules: Record<"members" | "staff", Access>) {
  const others = Object.entries(rules).map(([id, access]) =>
    connectionTo(mock.url, { id, access, models: [{ name: "m" }] }),
  );
  const models = [{ name: "mock" }, { name: "other" }];
  const provider = {
    ...providerTo([
      connectionTo(mock.url, { models }),
      ...others,
      connectionTo("http://127.0.0.1:9/v1", { id: "down", models: [{ name: "m" }] }),
    ]),
    fallbacks: ["staff/m"],
  };
  return { config: { logLevel: "silent" as const, provider } };
}

const apiOf = (person: keyof typeof people, of: App = app) => apiAs(of.origin, people[person]);

async function newAssistant(change: Partial<WorkflowDraft>): Promise<string> {
  const id = `wf_${newId("message")}`;
  const editing = apiOf("admin").admin.workflows;
  await editing.create.mutate({ id, definition: { ...defaultWorkflow, ...change } });
  await editing.publish.mutate({ id, draftRevision: 1 });
  return id;
}

/** The reply to a message of a person, once it has ended, with all its parts. */
async function replyTo(person: keyof typeof people, change: Parameters<typeof newSend>[0] = {}) {
  using socket = openChatSocket(app.origin, people[person]);
  const { reply, thread } = await socket.api.messages.send.mutate(newSend(change));
  const { final, parts } = await socket.watch(present(reply.generation).id, { parts: true });
  const { messages } = await socket.api.messages.list.query({ threadId: thread.id });
  const ended: Message = present(messages.find(({ id }) => id === reply.id));
  return { final, parts, thread, reply, model: ended.generation?.model };
}

/** A client secret that a person's program has made for one of its users. */
async function secretOf(person: keyof typeof people, workflow = "wf_default"): Promise<string> {
  const { secret: key } = await apiOf(person).apiKeys.create.mutate({
    name: newId("message"),
    scopes: ["chat"],
  });
  const answer = await fetch(`${app.origin}/v1/chatkit/sessions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ user: newId("message"), workflow: { id: workflow } }),
  });
  const { client_secret: secret }: { client_secret: string } = await answer.json();
  return secret;
}

/** The models that the server was asked for, of requests that contain a text. */
const askedFor = (text: string) =>
  mock.requests
    .filter(({ body }) => JSON.stringify(body).includes(text))
    .map(({ body }) => String(Object(body).model));

describe("the list of models", () => {
  const namesFor = async (token: string) =>
    (await apiAs(app.origin, token).models.list.query({})).models.map(({ name }) => name);
  const open = ["mock", "other", "down/m"];

  test("has those that the person may use", async () => {
    expect(await namesFor(people.guest)).toEqual(open);
    expect(await namesFor(people.member)).toEqual(["mock", "other", "members/m", "down/m"]);
    expect(await namesFor(people.admin)).toEqual([
      "mock",
      "other",
      "members/m",
      "staff/m",
      "down/m",
    ]);
    const total = (await apiOf("guest").models.list.query({ query: "m", limit: 1 })).total;
    expect(total).toBe(2);
  });

  test("gives programs' users what the owner of the API key may use", async () => {
    expect(await namesFor(await secretOf("member"))).toContain("members/m");
    expect(await namesFor(await secretOf("member"))).not.toContain("staff/m");
    expect(await namesFor(await secretOf("admin"))).toContain("staff/m");
  });

  test("answers for a model of others as for one that does not exist", async () => {
    const refusals = await Promise.all(
      ["staff/m", "staff/nothing", "nowhere/m"].map((name) =>
        refusalOf(apiOf("member").models.get.query({ name })),
      ),
    );
    expect(new Set(refusals.map(({ code, message }) => `${code} ${message}`)).size).toBe(1);
    expect(refusals[0]?.code).toBe("not_found");
    expect((await apiOf("admin").models.get.query({ name: "staff/m" })).name).toBe("staff/m");
  });
});

test("a message with another group's model is refused, and nothing is stored", async () => {
  const { api } = await newVisitor(app.origin);
  const refusal = await refusalOf(api.messages.send.mutate(newSend({ model: "members/m" })));
  expect(refusal).toMatchObject({ code: "model_unavailable", status: 403 });
  expect((await api.threads.list.query()).threads).toEqual([]);
  expect((await replyTo("member", { model: "members/m" })).model).toBe("members/m");
});

test("a program's message by a client secret has the rights of the key's owner", async () => {
  const text = newId("message");
  const workflow = await newAssistant({ model: "members/m" });
  const say = async (secret: string, more = {}) => {
    const answer = await fetch(`${app.origin}/api/messages`, {
      method: "POST",
      body: JSON.stringify({ session_token: secret, message: text, ...more }),
    });
    const body: { generation_id?: string; error?: { code: string } } = await answer.json();
    return { status: answer.status, body, api: openChatSocket(app.origin, secret) };
  };
  const allowed = await say(await secretOf("member", workflow));
  using socket = allowed.api;
  expect(allowed.status).toBe(202);
  const { final } = await socket.watch(present(allowed.body.generation_id));
  expect(final?.status).toBe("completed");
  expect(askedFor(text)).toContain("m");
  const own = await newAssistant({ model: "staff/m", fallbacks: [] });
  const refused = await say(await secretOf("member", own));
  using _ = refused.api;
  expect(refused.status).toBe(403);
  const asked = await say(await secretOf("member", own), { effort: "low" });
  asked.api[Symbol.dispose]();
  expect(asked.status).toBe(403);
});

describe("an assistant", () => {
  test("with a model that the person may not use says so, and admins can use it", async () => {
    const workflowId = await newAssistant({ model: "staff/m", fallbacks: [] });
    for (const person of ["guest", "member"] as const) {
      const refusal = await refusalOf(apiOf(person).messages.send.mutate(newSend({ workflowId })));
      expect(refusal.code).toBe("model_unavailable");
      const shown = await apiOf(person).workflows.get.query({ id: workflowId });
      expect(shown).toMatchObject({ isModelUnavailable: true, choosesModel: true, model: "" });
      expect(JSON.stringify(shown)).not.toContain("staff");
    }
    expect((await replyTo("admin", { workflowId })).model).toBe("staff/m");
    expect(await apiOf("admin").workflows.get.query({ id: workflowId })).not.toHaveProperty(
      "isModelUnavailable",
    );
    const chosen = await replyTo("guest", { workflowId, model: "other" });
    expect(chosen.model).toBe("other");
  });

  test("answers with the first of its models that the person may use, which is the one shown", async () => {
    const workflowId = await newAssistant({ model: "staff/m", fallbacks: ["members/m", "mock"] });
    for (const [person, model] of [
      ["guest", "mock"],
      ["member", "members/m"],
      ["admin", "staff/m"],
    ] as const) {
      const shown = await apiOf(person).workflows.get.query({ id: workflowId });
      expect(shown.model).toBe(model);
      const reply = await replyTo(person, { workflowId });
      expect(reply.model).toBe(model);
      expect(reply.parts.map(({ kind }) => kind)).toEqual(["text"]);
    }
  });

  test("lets a person name the model that is shown as its own, which is a fallback for them", async () => {
    const fallbacks = ["members/m", "other"];
    for (const modelChoice of [
      { from: "list" as const, models: ["mock"] },
      { from: "none" as const, models: [] },
    ]) {
      const workflowId = await newAssistant({ model: "staff/m", fallbacks, modelChoice });
      const { model } = await apiOf("guest").workflows.get.query({ id: workflowId });
      expect(model).toBe("other");
      const compareWith = { replyId: newId("message"), model };
      using socket = openChatSocket(app.origin, people.guest);
      const { sent } = await socket.api.messages.say.mutate({
        ...newSend({ workflowId, model }),
        compareWith,
      });
      const { reply, compared } = present(sent);
      expect([reply, compared].map((each) => each?.generation?.model)).toEqual([model, model]);
      for (const { generation } of [reply, present(compared)])
        await socket.watch(present(generation).id);
      const refusal = await refusalOf(
        socket.api.messages.regenerate.mutate({
          messageId: reply.id,
          replyId: newId("message"),
          model: "down/m",
        }),
      );
      expect(refusal.code).toBe("model_unavailable");
    }
  });

  test("skips the fallbacks that the person may not use", async () => {
    const workflowId = await newAssistant({ model: "down/m", fallbacks: ["staff/m", "other"] });
    expect((await replyTo("guest", { workflowId })).model).toBe("other");
    expect((await replyTo("admin", { workflowId })).model).toBe("staff/m");
    const alone = await newAssistant({ model: "down/m", fallbacks: ["staff/m"] });
    const { final } = await replyTo("guest", { workflowId: alone });
    expect(final?.error?.code).toBe("provider_unreachable");
  });

  test("says who wrote a reply once, also when the one that stands in fails in turn", async () => {
    const workflowId = await newAssistant({ model: "down/m", fallbacks: ["other"] });
    const first = await replyTo("guest", { workflowId, model: "mock" });
    const { id: threadId } = first.thread;
    await sql`update threads set inference = '{"model": "staff/m"}' where id = ${threadId}`;
    const next = await replyTo("guest", { threadId, parentId: first.reply.id });
    expect(next.parts).toEqual([
      { kind: "substitute", model: "other", asked: "down/m", reason: "provider_unreachable" },
      expect.objectContaining({ kind: "text" }),
    ]);
  });

  test("has its titles and summaries written by a model that the person may use", async () => {
    const workflowId = await newAssistant({ model: "staff/m", fallbacks: ["other"] });
    const text = newId("message");
    const { thread } = await replyTo("guest", { workflowId, text });
    await untilRow(
      "the title",
      () => sql`select 1 from threads where id = ${thread.id} and title is not null`,
    );
    expect(askedFor(text)).toEqual(["other", "other"]);
    using summariser = await newSummariser(app.origin);
    const threadId = newId("thread");
    await summariser.api.threads.create.mutate({ id: threadId, workflowId });
    const first = await summariser.say(`first ${text}`, { threadId, after: null });
    const second = await summariser.say("second", { threadId, after: first.id });
    const summarised = await summariser.summarise(second.id);
    expect(summarised.summary?.status).toBe("ready");
    expect(new Set(askedFor(text))).toEqual(new Set(["other"]));
  }, 30_000);
});
