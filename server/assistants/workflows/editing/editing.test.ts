import { defaultTexts } from "../../../../shared/complete-texts.ts";
import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../../testing/mock-provider/mock-provider.ts";
import type { WorkflowDraft } from "../../../../shared/workflow.ts";
import type { App } from "../../../app/app.ts";
import { newAccount, newAdmin } from "../../../../testing/server/accounts.ts";
import type { Browser } from "../../../../testing/server/browser.ts";
import { openChatSocket } from "../../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../../testing/server/visitor.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;
let admin: Browser;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(
    await startTestApp({ providerUrl: provider.url, config: { logLevel: "silent" } }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  admin = await newAdmin({ origin: app.origin, sql });
});
afterAll(() => resources.disposeAsync());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const all = (text: string) => ({ en: text, fr: `${text} (fr)`, es: `${text} (es)` });
const edit = () => admin.api.admin.workflows;

/** A definition that nothing is missing from. */
function newDefinition(change: Partial<WorkflowDraft> = {}): WorkflowDraft {
  const starter = { label: all("Begin"), prompt: all("Begin now"), icon: "spark" as const };
  return {
    name: "Helper",
    model: null,
    instructions: "Help.",
    greeting: all("Hello"),
    placeholder: all("Write"),
    starters: [starter, starter],
    temperature: null,
    maxOutputTokens: null,
    maxTurns: null,
    maxRequestsPerMinute: 10,
    effort: null,
    fallbacks: null,
    modelChoice: { from: "none", models: [] },
    access: "everyone",
    fileUpload: { enabled: false, maxFileSize: 512, maxFiles: 10 },
    history: { enabled: true, recentThreads: null },
    ...change,
  };
}

/** A workflow with one version. */
async function publishNew(id: string, change: Partial<WorkflowDraft> = {}): Promise<void> {
  await edit().create.mutate({ id, definition: newDefinition(change) });
  await edit().publish.mutate({ id, draftRevision: 1 });
}

/** Changes a workflow and publishes that. */
async function republish(id: string, change: Partial<WorkflowDraft>): Promise<number> {
  const { definition, draftRevision } = await edit().get.query({ id });
  const saved = await edit().saveDraft.mutate({
    id,
    draftRevision,
    definition: { ...definition, ...change },
  });
  return (await edit().publish.mutate({ id, ...saved })).version;
}

/** The request to the model for a new message by the bearer of a token. */
async function askedBy(token: string, workflowId: string) {
  using socket = openChatSocket(app.origin, token);
  const before = provider.requests.length;
  const { reply } = await socket.api.messages.send.mutate(newSend({ workflowId }));
  await socket.watch(reply.generation?.id ?? "");
  const asked = provider.requests.slice(before).find(({ kind }) => kind === "reply");
  return JSON.parse(JSON.stringify(asked?.body));
}

test("a draft is not used until it is published", async () => {
  await edit().create.mutate({ id: "wf_new", definition: newDefinition() });
  const visitor = await newVisitor(app.origin);
  const seen = async () => (await visitor.api.workflows.list.query()).map(({ id }) => id);
  expect(await seen()).toEqual(["wf_default"]);
  expect(await codeOf(visitor.api.messages.send.mutate(newSend({ workflowId: "wf_new" })))).toBe(
    "not_found",
  );
  const published = await edit().publish.mutate({ id: "wf_new", draftRevision: 1 });
  expect(published.version).toBe(1);
  expect(await seen()).toEqual(["wf_default", "wf_new"]);
  await edit().archive.mutate({ id: "wf_new", isArchived: true });
  expect(await seen()).toEqual(["wf_default"]);
  await edit().archive.mutate({ id: "wf_new", isArchived: false });
  expect(await seen()).toEqual(["wf_default", "wf_new"]);
});

test("a name is needed to be published; texts that are missing are the default ones", async () => {
  const greeting = { ...all("Hello"), fr: "" };
  const placeholder = { en: "", fr: "", es: "" };
  const definition = newDefinition({ name: " ", starters: [], greeting, placeholder });
  await edit().create.mutate({ id: "wf_partial", definition });
  const refused = await refusalOf(edit().publish.mutate({ id: "wf_partial", draftRevision: 1 }));
  expect(refused.code).toBe("invalid_input");
  expect(refused.message).toEndWith("Missing: name");
  const named = { ...definition, name: "Partial" };
  await edit().saveDraft.mutate({ id: "wf_partial", draftRevision: 1, definition: named });
  await edit().publish.mutate({ id: "wf_partial", draftRevision: 2 });
  const offered = await admin.api.workflows.list.query();
  expect(offered.find(({ id }) => id === "wf_partial")).toMatchObject({
    greeting: { en: "Hello", fr: "Hello", es: all("Hello").es },
    placeholder: defaultTexts.placeholder,
    starters: [],
  });
  await edit().archive.mutate({ id: "wf_partial", isArchived: true });
});

test("two editors do not overwrite one another", async () => {
  await publishNew("wf_two");
  const { draftRevision, definition } = await edit().get.query({ id: "wf_two" });
  const change = { id: "wf_two", draftRevision, definition: { ...definition, name: "One" } };
  await edit().saveDraft.mutate(change);
  expect(await codeOf(edit().saveDraft.mutate(change))).toBe("conflict");
  expect(await codeOf(edit().publish.mutate(change))).toBe("conflict");
  const now = await edit().get.query({ id: "wf_two" });
  expect(now).toMatchObject({ name: "One", hasDraft: true, version: 1 });
  await edit().discardDraft.mutate({ id: "wf_two", draftRevision: now.draftRevision });
  expect(await edit().get.query({ id: "wf_two" })).toMatchObject({ name: "Helper" });
});

test("an editor of an earlier version leaves the settings that it does not know", async () => {
  const later = {
    effort: "low" as const,
    fallbacks: ["second"],
    modelChoice: { from: "list" as const, models: ["third"] },
  };
  await publishNew("wf_older", later);
  const { effort: _, fallbacks: __, modelChoice: ___, ...older } = newDefinition();
  const save = async (change: Partial<WorkflowDraft>) => {
    const { draftRevision } = await edit().get.query({ id: "wf_older" });
    const definition = { ...older, ...change };
    await edit().saveDraft.mutate({ id: "wf_older", draftRevision, definition });
    return (await edit().get.query({ id: "wf_older" })).definition;
  };
  expect(await save({ name: "Renamed" })).toMatchObject({ name: "Renamed", ...later });
  expect(await save({ fallbacks: null })).toMatchObject({ ...later, fallbacks: null });
  expect(await save({ temperature: 1 })).toMatchObject({ temperature: 1, fallbacks: null });
});

test("an older version is published again in one call, under a new number", async () => {
  await publishNew("wf_back", { instructions: "First." });
  await republish("wf_back", { instructions: "Second.", temperature: 0.2, maxOutputTokens: 99 });
  const visitor = await newVisitor(app.origin);
  const second = await askedBy(visitor.token, "wf_back");
  expect(second.messages[0].content).toBe("Second.");
  expect(second).toMatchObject({ temperature: 0.2, max_tokens: 99 });
  expect((await edit().rollBack.mutate({ id: "wf_back", version: 1 })).version).toBe(3);
  const third = await askedBy(visitor.token, "wf_back");
  expect(third.messages[0].content).toBe("First.");
  expect(third).not.toHaveProperty("temperature");
  const { versions } = await edit().get.query({ id: "wf_back" });
  expect(versions.map(({ version, restoredFrom }) => [version, restoredFrom])).toEqual([
    [3, 1],
    [2, null],
    [1, null],
  ]);
  expect(versions[0]?.publishedBy).toBe("admin@example.org");
  expect(await codeOf(edit().rollBack.mutate({ id: "wf_back", version: 3 }))).toBe("conflict");
  expect(await codeOf(edit().rollBack.mutate({ id: "wf_back", version: 9 }))).toBe("not_found");
});

test("an editor is shown the newest versions, with their names, and any can be published again", async () => {
  await publishNew("wf_often");
  await sql`
    insert into workflow_versions (workflow_id, version, definition)
    select workflow_id, i, jsonb_set(definition, '{name}', to_jsonb('No. ' || i))
    from workflow_versions, generate_series(2, 250) i where workflow_id = 'wf_often'`;
  await sql`update workflows set version = 250 where id = 'wf_often'`;
  const { versions } = await edit().get.query({ id: "wf_often" });
  expect(versions).toHaveLength(200);
  expect(versions[0]).toMatchObject({ version: 250, name: "No. 250" });
  const again = await edit().rollBack.mutate({ id: "wf_often", version: 7 });
  expect(again).toMatchObject({ version: 251, name: "No. 7" });
});

test("a chat session keeps the version that it began with", async () => {
  await publishNew("wf_pinned", { instructions: "Old." });
  const visitor = await newVisitor(app.origin);
  const { clientSecret } = await visitor.api.sessions.create.mutate({ workflowId: "wf_pinned" });
  await republish("wf_pinned", { instructions: "New.", model: "newer", greeting: all("Hi") });
  const pinned = await askedBy(clientSecret, "wf_pinned");
  expect([pinned.model, pinned.messages[0].content]).toEqual(["mock", "Old."]);
  const current = await askedBy(visitor.token, "wf_pinned");
  expect([current.model, current.messages[0].content]).toEqual(["newer", "New."]);
  const seenBy = async (token: string) => {
    const seen = await apiAs(app.origin, token).workflows.get.query({ id: "wf_pinned" });
    return [seen.version, seen.model, seen.greeting.en];
  };
  expect(await seenBy(clientSecret)).toEqual([1, "mock", "Hello"]);
  expect(await seenBy(visitor.token)).toEqual([2, "newer", "Hi"]);
});

test("a model gets to see as many turns as the workflow says", async () => {
  await publishNew("wf_short", { maxTurns: 1, instructions: "" });
  const visitor = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, visitor.token);
  const first = await socket.api.messages.send.mutate(newSend({ workflowId: "wf_short" }));
  await socket.watch(first.reply.generation?.id ?? "");
  const next = newSend({ threadId: first.thread.id, parentId: first.reply.id, text: "again" });
  const before = provider.requests.length;
  const { reply } = await socket.api.messages.send.mutate(next);
  await socket.watch(reply.generation?.id ?? "");
  const asked = provider.requests.slice(before).find(({ kind }) => kind === "reply");
  expect(asked?.body).toMatchObject({ messages: [{ role: "user", content: "again" }] });
});

test("a workflow is for those whom it lets in", async () => {
  await publishNew("wf_members", { access: "registered" });
  await publishNew("wf_admins", { access: "admins" });
  const guest = await newVisitor(app.origin);
  const member = await newAccount({ origin: app.origin, sql }, "member@example.org");
  const seenBy = async ({ api }: Pick<Browser, "api">) =>
    (await api.workflows.list.query()).map(({ id }) => id).filter((id) => /member|admin/.test(id));
  expect(await seenBy(guest)).toEqual([]);
  expect(await seenBy(member)).toEqual(["wf_members"]);
  expect(await seenBy(admin)).toEqual(["wf_admins", "wf_members"]);
  for (const workflowId of ["wf_members", "wf_admins"]) {
    const { workflows, sessions, messages, threads } = guest.api;
    const calls = [
      workflows.get.query({ id: workflowId }),
      sessions.create.mutate({ workflowId }),
      messages.send.mutate(newSend({ workflowId })),
      threads.create.mutate({ id: newSend().threadId, workflowId }),
    ];
    expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(["not_found"]));
  }
});

test("a user who later loses access keeps the thread, and gets no more replies", async () => {
  await publishNew("wf_shut");
  const guest = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, guest.token);
  const { thread, reply } = await socket.api.messages.send.mutate(
    newSend({ workflowId: "wf_shut" }),
  );
  await socket.watch(reply.generation?.id ?? "");
  await republish("wf_shut", { access: "registered" });
  const next = newSend({ threadId: thread.id, parentId: reply.id });
  expect(await codeOf(guest.api.messages.send.mutate(next))).toBe("forbidden");
  expect((await guest.api.messages.list.query({ threadId: thread.id })).messages).toHaveLength(2);
  await guest.api.threads.delete.mutate({ threadId: thread.id });
});

test("the default workflow stays open to everyone", async () => {
  const id = "wf_default";
  expect(await codeOf(edit().archive.mutate({ id, isArchived: true }))).toBe("conflict");
  expect(await codeOf(republish(id, { access: "admins" }))).toBe("invalid_input");
});

test("a workflow leaves as a file and comes back as a draft", async () => {
  await publishNew("wf_file", { instructions: "As a file." });
  const file = await edit().export.query({ id: "wf_file" });
  const changed = { ...file, definition: { ...file.definition, instructions: "Changed." } };
  expect(await edit().import.mutate(changed)).toMatchObject({ isNew: false });
  const now = await edit().get.query({ id: "wf_file" });
  expect(now).toMatchObject({ hasDraft: true, definition: changed.definition });
  expect(await edit().import.mutate({ ...file, id: "wf_copy" })).toMatchObject({ isNew: true });
  expect(await edit().get.query({ id: "wf_copy" })).toMatchObject({ version: 0 });
  const unasked = edit().import.mutate({ ...file, replaces: false });
  expect(await codeOf(unasked)).toBe("conflict");
  expect((await edit().get.query({ id: "wf_file" })).definition.instructions).toBe("Changed.");
  const broken = { ...file, definition: { ...file.definition, temperature: 9 } };
  expect(await codeOf(edit().import.mutate(broken))).toBe("invalid_input");
});

test("every change but that of a draft is written down", async () => {
  const { events } = await admin.api.admin.audit.query({ limit: 100 });
  const kinds = new Set(
    events.map(({ kind }) => kind).filter((kind) => kind.startsWith("workflow_")),
  );
  expect([...kinds].toSorted()).toEqual([
    "workflow_archived",
    "workflow_created",
    "workflow_imported",
    "workflow_published",
    "workflow_restored",
    "workflow_rolled_back",
  ]);
});
