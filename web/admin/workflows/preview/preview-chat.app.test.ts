import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { createValue } from "../../../../client/observable.ts";
import { activeBranch } from "../../../../client/state/selectors.ts";
import type { ChatState, ConnectionState } from "../../../../client/types.ts";
import type { StateVariables } from "../../../../shared/chat-session.ts";
import { defaultWorkflowSettings } from "../../../../shared/workflow-rules.ts";
import type { App } from "../../../../server/app/app.ts";
import { until } from "../../../../testing/client/eventually.ts";
import { isFinal } from "../../../../testing/client/store-fixture.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../../testing/present.ts";
import { newAdmin } from "../../../../testing/server/accounts.ts";
import type { Browser } from "../../../../testing/server/browser.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { createPreviewChat } from "./preview-chat.ts";
import { createPreviewSessions } from "./preview-sessions.ts";

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
  sql = postgres(app.databaseUrl, { max: 2, onnotice: () => {} });
  resources.defer(() => sql.end());
  admin = await newAdmin({ origin: app.origin, sql });
}, 30_000);
afterAll(() => resources.disposeAsync(), 30_000);

/** A preview of a workflow of its own, whose draft the test edits in `page`. */
async function openPreview(id: string) {
  const none = { en: "", fr: "", es: "" };
  const definition = {
    ...defaultWorkflowSettings,
    name: "",
    model: null,
    instructions: "Old.",
    greeting: none,
    placeholder: none,
    starters: [],
  };
  const { workflows } = admin.api.admin;
  await workflows.create.mutate({ id, definition });
  const variables: StateVariables = {};
  const page = { instructions: "Old.", variables, previewed: id };
  let saved = "Old.";
  let draftRevision = 1;
  const connection = createValue<ConnectionState>("open");
  const preview = createPreviewChat({
    url: app.origin,
    connection,
    sessions: createPreviewSessions(
      (stateVariables) => workflows.preview.mutate({ id: page.previewed, stateVariables }),
      () => performance.now(),
    ),
    async saveDraft() {
      const { instructions } = page;
      if (instructions === saved) return;
      const draft = { ...definition, instructions };
      const answer = await workflows.saveDraft.mutate({ id, draftRevision, definition: draft });
      ({ draftRevision } = answer);
      saved = instructions;
    },
    variables: () => page.variables,
    fileUpload: () => defaultWorkflowSettings.fileUpload,
  });
  const { store } = preview;
  return {
    ...preview,
    page,
    pageConnection: connection,
    say: (text: string, threadId: string | null = null) =>
      store.say({ threadId, text, workflowId: id }),
    until: (isWanted: (state: ChatState) => boolean) => until(store.state, isWanted),
    sessions: () => sql`select id from chat_sessions where workflow_id = ${id}`,
    [Symbol.dispose]: () => preview.close(),
  };
}

/** What the model was told for the newest reply. */
function lastInstructions(): string {
  const asked = provider.requests.filter(({ kind }) => kind === "reply").at(-1);
  return JSON.parse(JSON.stringify(present(asked).body)).messages[0].content;
}

test("nothing is opened before the first message; each is answered with the draft of its moment", async () => {
  using preview = await openPreview("wf_moment");
  expect(preview.store.state.get().user).toBeNull();
  expect(await preview.sessions()).toHaveLength(0);
  preview.page.instructions = "Speak to {{name}}.";
  preview.page.variables = { name: "Ann" };
  const first = preview.say("hello");
  await preview.until(isFinal(first.replyId));
  expect(lastInstructions()).toBe("Speak to Ann.");
  expect(await preview.sessions()).toHaveLength(1);

  preview.page.instructions = "Whisper to {{name}}.";
  const second = preview.say("again", first.threadId);
  await preview.until(isFinal(second.replyId));
  expect(lastInstructions()).toBe("Whisper to Ann.");
  expect(await preview.sessions()).toHaveLength(1);
  preview.page.variables = { name: "Bob" };
  const { replyId, done } = preview.store.regenerate(second.replyId);
  await done;
  await preview.until(isFinal(replyId));
  expect(lastInstructions()).toBe("Whisper to Bob.");
  const branch = activeBranch(preview.store.state.get(), first.threadId);
  expect(branch.at(-1)).toMatchObject({ id: replyId, siblings: [second.replyId, replyId] });
}, 20_000);

test("a message whose session cannot be opened says why and keeps its words; Retry sends it", async () => {
  using preview = await openPreview("wf_refused");
  preview.page.previewed = "wf_missing";
  const said = preview.say("hello");
  const { outbox } = await preview.until((state) => state.outbox[0]?.state === "refused");
  expect(outbox).toMatchObject([{ id: said.id, text: "hello", error: { code: "not_found" } }]);
  preview.store.retry(said.id);
  await preview.until((state) => state.outbox[0]?.state === "sending");
  await preview.until((state) => state.outbox[0]?.state === "refused");
  preview.page.previewed = "wf_refused";
  preview.store.retry(said.id);
  const state = await preview.until(isFinal(said.replyId));
  expect(present(state.messages[said.id]).text).toBe("hello");
}, 20_000);

test("while the page is not connected a message waits, and goes out by itself", async () => {
  using preview = await openPreview("wf_away");
  preview.pageConnection.set("reconnecting");
  const said = preview.say("hello");
  await preview.until((state) => state.outbox[0]?.state === "waiting");
  expect(await preview.sessions()).toHaveLength(0);
  preview.pageConnection.set("open");
  await preview.until(isFinal(said.replyId));
}, 20_000);

test("what is said during a reply is queued, and a stopped reply is continued", async () => {
  using preview = await openPreview("wf_queue");
  const before = provider.requests.filter(({ kind }) => kind === "reply").length;
  const first = preview.say("[[gate]]");
  await provider.waitForRequest(before + 1);
  provider.push("So far", before + 1);
  await preview.until(({ messages }) => messages[first.replyId]?.text === "So far");
  const next = preview.say("and then", first.threadId);
  expect(next.queued).toBe(true);
  await preview.until(({ queues }) => queues[first.threadId]?.[0]?.id === next.id);
  await preview.store.unqueue(next.id);
  const { generation } = present(preview.store.state.get().messages[first.replyId]);
  await preview.store.stop(present(generation).id);
  const stopped = await preview.until(isFinal(first.replyId));
  expect(stopped.messages[first.replyId]).toMatchObject({
    text: "So far",
    generation: { status: "stopped" },
  });
  preview.page.instructions = "Changed.";
  await preview.store.continueReply(first.replyId);
  await provider.waitForRequest(before + 2);
  expect(lastInstructions()).toBe("Changed.");
  provider.push(", so good", before + 2);
  provider.release(before + 2);
  const { messages } = await preview.until(isFinal(first.replyId));
  expect(messages[first.replyId]).toMatchObject({ text: "So far, so good" });
}, 20_000);

test("a session that has ended is followed by another one", async () => {
  using preview = await openPreview("wf_ended");
  const first = preview.say("hello");
  await preview.until(isFinal(first.replyId));
  await sql`
    with ended as (
      update chat_sessions set expires_at = now() where workflow_id = 'wf_ended' returning user_id)
    select pg_notify('chatkit_viewer', user_id) from ended`;
  await until(preview.client.connection, (state) => state !== "open");
  const second = preview.say("again", first.threadId);
  await preview.until(isFinal(second.replyId));
  expect(await preview.sessions()).toHaveLength(2);
}, 20_000);

test("starting over deletes what was said, with its reply, and begins with another session", async () => {
  using preview = await openPreview("wf_over");
  const before = provider.requests.filter(({ kind }) => kind === "reply").length;
  const first = preview.say("[[gate]]");
  await provider.waitForRequest(before + 1);
  await preview.until(({ messages }) => first.replyId in messages);
  preview.startOver(first.threadId);
  const second = preview.say("hello");
  await provider.waitForDisconnect(before + 1);
  await preview.until(isFinal(second.replyId));
  expect(await preview.sessions()).toHaveLength(2);
  expect(await sql`select 1 from threads where id = ${first.threadId}`).toHaveLength(0);
}, 20_000);
