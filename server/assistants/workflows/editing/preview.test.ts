import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../../testing/mock-provider/mock-provider.ts";
import type { WorkflowDraft } from "../../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../../shared/workflow-rules.ts";
import type { App } from "../../../app/app.ts";
import { newAdmin } from "../../../../testing/server/accounts.ts";
import type { Browser } from "../../../../testing/server/browser.ts";
import { openChatSocket } from "../../../../testing/server/chat-socket.ts";
import { untilUnauthenticated } from "../../../../testing/server/procedures.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { deleteFilesOfThreads } from "../../../chat/attachments/delete-attachment.ts";
import { databaseOver } from "../../../platform/db/client.ts";
import { deleteOldPreviews, previewKeptSeconds } from "./delete-old-previews.ts";
import { uploadFile } from "../../../../testing/server/upload-file.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../../testing/server/visitor.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;
let admin: Browser;
let other: Browser;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(
    await startTestApp({ providerUrl: provider.url, config: { logLevel: "silent" } }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  admin = await newAdmin({ origin: app.origin, sql });
  other = await newAdmin({ origin: app.origin, sql }, "other@example.org");
});
afterAll(() => resources.disposeAsync());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

function newDefinition(change: Partial<WorkflowDraft> = {}): WorkflowDraft {
  const none = { en: "", fr: "", es: "" };
  return {
    ...defaultWorkflowSettings,
    name: "",
    model: null,
    instructions: "",
    greeting: none,
    placeholder: none,
    starters: [],
    ...change,
  };
}

/** Says something by a client secret. Returns the thread, and what the model was asked. */
async function say(secret: string, workflowId: string) {
  using socket = openChatSocket(app.origin, secret);
  const before = provider.requests.length;
  const { thread, reply } = await socket.api.messages.send.mutate(newSend({ workflowId }));
  await socket.watch(reply.generation?.id ?? "");
  const asked = provider.requests.slice(before).find(({ kind }) => kind === "reply");
  return { thread, asked: JSON.parse(JSON.stringify(asked?.body)) };
}

test("a preview talks to the draft as it is saved, published or not", async () => {
  const edit = admin.api.admin.workflows;
  const id = "wf_preview";
  const definition = newDefinition({ instructions: "Speak to {{name}}.", temperature: 0.5 });
  await edit.create.mutate({ id, definition });
  const stateVariables = { name: "Ann" };
  const { clientSecret, workflowId } = await edit.preview.mutate({ id, stateVariables });
  expect(workflowId).toBe(id);
  const first = await say(clientSecret, id);
  expect(first.asked).toMatchObject({ temperature: 0.5 });
  expect(first.asked.messages[0].content).toBe("Speak to Ann.");
  const changed = { ...definition, instructions: "Whisper." };
  await edit.saveDraft.mutate({ id, draftRevision: 1, definition: changed });
  expect((await say(clientSecret, id)).asked.messages[0].content).toBe("Whisper.");
});

test("where nothing is being edited it talks to the published version", async () => {
  const { clientSecret } = await admin.api.admin.workflows.preview.mutate({ id: "wf_default" });
  const { asked } = await say(clientSecret, "wf_default");
  expect(asked.messages[0].content).toContain("You are a helpful assistant.");
  const call = admin.api.admin.workflows.preview.mutate({ id: "wf_missing" });
  expect(await codeOf(call)).toBe("not_found");
});

test("a preview is its admin's, and opens that workflow alone", async () => {
  const id = "wf_own_preview";
  await admin.api.admin.workflows.create.mutate({ id, definition: newDefinition() });
  const mine = await admin.api.admin.workflows.preview.mutate({ id });
  const theirs = await other.api.admin.workflows.preview.mutate({ id });
  const { thread } = await say(mine.clientSecret, id);
  const threadId = thread.id;
  expect((await apiAs(app.origin, mine.clientSecret).threads.get.query({ threadId })).id).toBe(
    threadId,
  );
  const foreign = apiAs(app.origin, theirs.clientSecret);
  expect(await codeOf(foreign.threads.get.query({ threadId }))).toBe("not_found");
  expect((await foreign.threads.list.query({})).threads).toEqual([]);
  // Nor does it stand among the admin's own conversations.
  expect(await codeOf(admin.api.threads.get.query({ threadId }))).toBe("not_found");
  const elsewhere = apiAs(app.origin, mine.clientSecret).messages.send;
  expect(await codeOf(elsewhere.mutate(newSend()))).toBe("forbidden");
  expect(await codeOf(apiAs(app.origin, mine.clientSecret).admin.workflows.list.query())).toBe(
    "forbidden",
  );
});

test("what is tried out is not counted, is in no list of programs, and goes after a day", async () => {
  const id = "wf_tried";
  await admin.api.admin.workflows.create.mutate({ id, definition: newDefinition() });
  const { clientSecret } = await admin.api.admin.workflows.preview.mutate({ id });
  const [old, fresh] = [await say(clientSecret, id), await say(clientSecret, id)];
  const events = await sql`select 1 from analytics_events where fact ->> 'workflowId' = ${id}`;
  expect(events).toHaveLength(0);
  const { secret } = await admin.api.apiKeys.create.mutate({ name: "lists", scopes: ["read"] });
  const answer = await fetch(`${app.origin}/v1/chatkit/threads`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(await answer.json()).toMatchObject({ data: [] });

  await sql`
    update threads set updated_at = now() - ${previewKeptSeconds + 1} * interval '1 second'
    where id = ${old.thread.id}`;
  // Each with a file.
  for (const { thread } of [old, fresh]) {
    await sql`
      insert into attachments (id, user_id, workflow_id, kind, name, mime_type, size, status)
      select id, user_id, workflow_id, 'file', 'a.txt', 'text/plain', 1, 'ready' from threads where id = ${thread.id}`;
    await sql`insert into message_attachments values (${thread.id}, 0, ${thread.id}, ${thread.id})`;
  }
  expect(await deleteOldPreviews({ db: databaseOver(sql), deleteFilesOfThreads }, 100)).toBe(1);
  const files = await sql`select id from attachments where workflow_id = ${id}`;
  expect(files.map((file) => file["id"])).toEqual([fresh.thread.id]);
  const left = await sql`select id from threads where workflow_id = ${id}`;
  expect(left.map((thread) => thread["id"])).toEqual([fresh.thread.id]);
});

test("files are attached as the draft allows", async () => {
  const id = "wf_tried_files";
  const fileUpload = { enabled: true, maxFileSize: 1, maxFiles: 1 };
  await admin.api.admin.workflows.create.mutate({ id, definition: newDefinition({ fileUpload }) });
  const { clientSecret: token } = await admin.api.admin.workflows.preview.mutate({ id });
  const file = { name: "a.txt", content: "hello", workflowId: id };
  const upload = await uploadFile({ origin: app.origin, token }, file);
  const send = newSend({ workflowId: id, attachmentIds: [upload.id] });
  const { message } = await apiAs(app.origin, token).messages.send.mutate(send);
  expect(message.attachments?.map(({ name }) => name)).toEqual(["a.txt"]);
});

test("only admins have previews", async () => {
  const visitor = await newVisitor(app.origin);
  const call = visitor.api.admin.workflows.preview.mutate({ id: "wf_default" });
  expect(await codeOf(call)).toBe("forbidden");
});

test("a refusal names the fields that it is about", async () => {
  const edit = admin.api.admin.workflows;
  const definition = newDefinition({ temperature: 9 });
  const refused = await edit.create.mutate({ id: "wf_fields", definition }).catch((e) => e.data);
  expect(refused).toMatchObject({ appCode: "invalid_input", fields: ["definition.temperature"] });
  await edit.create.mutate({ id: "wf_fields", definition: newDefinition({ name: "" }) });
  const call = edit.publish.mutate({ id: "wf_fields", draftRevision: 1 });
  const { fields } = await call.catch((e) => e.data);
  expect(fields).toEqual(["name"]);
});

test("who is no admin any more has no preview any more", async () => {
  const id = "wf_preview_of_ex";
  const ex = await newAdmin({ origin: app.origin, sql }, "ex@example.org");
  const { id: userId } = await ex.api.auth.me.query();
  await admin.api.admin.workflows.create.mutate({ id, definition: newDefinition() });
  const { clientSecret } = await ex.api.admin.workflows.preview.mutate({ id });
  await say(clientSecret, id);
  await admin.api.admin.users.demote.mutate({ userId });
  const { auth } = apiAs(app.origin, clientSecret);
  await untilUnauthenticated(() => auth.me.query());
});

test("state variables may hold what neither the database nor JSON does", async () => {
  const id = "wf_preview_odd";
  const instructions = "Speak to {{name}}, {{a\ufffdb}}.";
  await admin.api.admin.workflows.create.mutate({
    id,
    definition: newDefinition({ instructions }),
  });
  const stateVariables = { name: "\u0000\ud800 $& {{name}}", "a\u0000b": true };
  const { clientSecret } = await admin.api.admin.workflows.preview.mutate({ id, stateVariables });
  const { asked } = await say(clientSecret, id);
  expect(asked.messages[0].content).toBe("Speak to \ufffd\ufffd $& {{name}}, true.");
});
