import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import type { ProviderSettings } from "../../models/provider-settings.ts";
import { defaultWorkflow } from "../../assistants/workflows/default-workflow.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let app: App;
let sql: Sql;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  const provider: ProviderSettings = {
    kind: "connected",
    connections: [connectionTo(mock.url)],
    model: "o3",
    firstByteTimeoutMs: 10_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 60_000,
  };
  app = resources.use(await startTestApp({ config: { provider } }));
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
}, 30_000);
afterAll(() => resources.disposeAsync());

/** What says a message in a new chat session of an assistant. */
async function programOf(workflowId?: string) {
  const visitor = await newVisitor(app.origin);
  const { clientSecret } = await visitor.api.sessions.create.mutate(
    workflowId === undefined ? {} : { workflowId },
  );
  const say = async (body: object) => {
    const answer = await fetch(`${app.origin}/api/messages`, {
      method: "POST",
      body: JSON.stringify({ session_token: clientSecret, message: "hello", ...body }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { visitor, say };
}

/** Waits until a reply is whole. */
async function finished(token: string, generationId: string): Promise<void> {
  using socket = openChatSocket(app.origin, token);
  const { final } = await socket.watch(generationId);
  expect(final?.status).toBe("completed");
}

/** The efforts that replies to a message were asked for with; the newest message of a title's request is another. */
const askedFor = (marker: string) =>
  mock.requests
    .map(({ body }) => Object(body))
    .filter(({ messages = [] }) =>
      messages.some((each: unknown) => Object(each).content === marker),
    )
    .map(({ reasoning_effort }) => reasoning_effort);

describe("a program's message", () => {
  test("may say how long the model is to think, which the thread keeps", async () => {
    const { visitor, say } = await programOf();
    const marker = `first of ${visitor.token.slice(-20)}`;
    const first = await say({ message: marker, effort: "high" });
    expect(first.status).toBe(202);
    const { thread_id, generation_id } = first.body;
    await finished(visitor.token, generation_id);
    const next = await say({ thread_id, effort: null });
    await finished(visitor.token, next.body.generation_id);
    expect(askedFor(marker)).toEqual(["high", "high"]);
    const thread = await visitor.api.threads.get.query({ threadId: thread_id });
    expect(thread.effort).toBe("high");
  });

  test("is not stored with an effort that the model has not, and the answer says which it has", async () => {
    const { visitor, say } = await programOf();
    const refused = await say({ effort: "none" });
    expect(refused).toEqual({
      status: 400,
      body: { error: "effort: the model o3 can be asked for low, medium, high." },
    });
    const unknown = await say({ effort: "extreme" });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error).toStartWith("Invalid input. effort: ");
    expect((await visitor.api.threads.list.query()).threads).toEqual([]);
  });

  test("has no effort to choose where the assistant has one of its own, or its model has none", async () => {
    const admin = await newAdmin({ origin: app.origin, sql });
    const add = async (id: string, settings: object) => {
      const definition = { ...defaultWorkflow, ...defaultWorkflowSettings, ...settings };
      await admin.api.admin.workflows.create.mutate({ id, definition });
      await admin.api.admin.workflows.publish.mutate({ id, draftRevision: 1 });
      return programOf(id);
    };
    const fixed = await add("wf_fixed", { effort: "low" });
    expect(await fixed.say({ effort: "low" })).toMatchObject({ status: 202 });
    expect(await fixed.say({ effort: "high" })).toEqual({
      status: 400,
      body: { error: "effort: this assistant's effort is always low." },
    });
    const plain = await add("wf_plain", { model: "gpt-4o" });
    expect(await plain.say({ effort: "low" })).toEqual({
      status: 400,
      body: { error: "effort: the model gpt-4o has no effort to choose." },
    });
    expect(await plain.say({})).toMatchObject({ status: 202 });
  });
});

test("the OpenAPI document names the efforts", async () => {
  const document = await (await fetch(`${app.origin}/openapi.json`)).json();
  const { effort } = document.components.schemas.CreateMessage.properties;
  expect(JSON.stringify(effort)).toContain('"none","low","medium","high"');
});
