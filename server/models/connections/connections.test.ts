import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { type ModelApi, startModelApi } from "../../../testing/model-apis/model-api.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import { present } from "../../../testing/present.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import {
  apiAs,
  newSend,
  newVisitor,
  refusalOf,
  type Visitor,
} from "../../../testing/server/visitor.ts";
import type { Message } from "../../../shared/message.ts";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import type { ProviderSettings } from "../provider-settings.ts";

// One node with two connections: chat completions, and Anthropic's API.

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let claude: ModelApi;
let app: App;
let sql: Sql;
let visitor: Visitor;
/** Lines of the nodes' log. */
const logged: Record<string, unknown>[] = [];
const log = createLog("info", { write: (line) => void logged.push(JSON.parse(line)) });

/** Two connections; the model of assistants that name none is the first one's. */
function settings(more: { model?: string; fallbacks?: string[] } = {}): ProviderSettings {
  return {
    kind: "connected",
    connections: [
      connectionTo(mock.url),
      connectionTo(`${claude.url}/v1`, { id: "claude", kind: "anthropic", apiKey: "k" }),
    ],
    model: "mock",
    firstByteTimeoutMs: 10_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 60_000,
    ...more,
  };
}

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  claude = resources.use(startModelApi());
  app = resources.use(await startTestApp({ log, config: { provider: settings() } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  visitor = await newVisitor(app.origin);
}, 30_000);
afterAll(() => resources.disposeAsync());

/** The reply to a message, once it has ended. */
async function replyTo(text: string, model: string | null): Promise<Message> {
  await sql`update workflows set model = ${model}`;
  const { reply } = await visitor.api.messages.send.mutate(newSend({ text }));
  using socket = openChatSocket(app.origin, visitor.token);
  await socket.watch(reply.generation?.id ?? "");
  const { messages } = await visitor.api.messages.list.query({ threadId: reply.threadId });
  const found = messages.find(({ id }) => id === reply.id);
  if (!found) throw new Error("no reply");
  return found;
}

test("a model's name decides which connection writes the reply", async () => {
  claude.answers.push(scripted.anthropic({ thoughts: ["Hm."], texts: ["From Claude"] }));
  const own = await replyTo("hello", null);
  expect(own.text).not.toBe("");
  expect(own.generation).toMatchObject({ status: "completed", model: "mock" });
  expect(claude.requests).toHaveLength(0);
  const theirs = await replyTo("hello", "claude/claude-sonnet-4-5");
  expect(theirs).toMatchObject({
    text: "From Claude",
    generation: { status: "completed", model: "claude/claude-sonnet-4-5" },
  });
  expect(theirs.parts?.map(({ kind }) => kind)).toEqual(["reasoning", "text"]);
  expect(claude.requests[0]?.body.model).toBe("claude-sonnet-4-5");
});

test("admins choose among the models of all connections", async () => {
  claude.answers.splice(0, Infinity, { json: { data: [{ id: "claude-sonnet-4-5" }] } });
  const { token } = await newAdmin({ origin: app.origin, sql });
  expect(await apiAs(app.origin, token ?? "").admin.models.query()).toEqual({
    defaultModel: "mock",
    models: ["mock", "claude/claude-sonnet-4-5"],
  });
});

/** Of the line that says why a reply failed. */
function loggedProvider({ generation }: Message): unknown {
  const { id } = present(generation);
  const line = logged.find(
    ({ generationId, msg }) => generationId === id && msg === "provider failed",
  );
  return present(line)["provider"];
}

test("the log names the connection that was to write a reply", async () => {
  claude.answers.splice(0, Infinity, { status: 401, json: { error: { message: "no" } } });
  const theirs = await replyTo("hello", "claude/claude-sonnet-4-5");
  expect(theirs.generation?.error?.code).toBe("provider_auth");
  expect(loggedProvider(theirs)).toBe("claude");
  expect(loggedProvider(await replyTo("[[401]]", null))).toBe("default");
});

test("the log names the connection of a fallback model that breaks off", async () => {
  claude.answers.splice(0, Infinity, { status: 401, json: { error: { message: "no" } } });
  const provider = settings({ model: "claude/claude-sonnet-4-5", fallbacks: ["mock"] });
  await using node = await startTestApp({ log, config: { provider } });
  const person = await newVisitor(node.origin);
  const { reply } = await person.api.messages.send.mutate(newSend({ text: "[[cut-fin]]" }));
  using socket = openChatSocket(node.origin, person.token);
  const { final } = await socket.watch(present(reply.generation).id);
  expect(final?.error?.code).toBe("provider_cut");
  expect(loggedProvider(reply)).toBe("default");
}, 30_000);

test("only admins read, make and test connections", async () => {
  const { connections } = visitor.api.admin;
  const kind = "openai-chat" as const;
  const connection = { id: "mine", kind, baseUrl: mock.url, apiKey: null, models: null };
  const draft = { isStored: true, connection };
  const calls = [
    connections.list.query(),
    connections.save.mutate({ revision: null, connection }),
    connections.delete.mutate({ id: "mine", revision: 1 }),
    connections.models.mutate(draft),
    connections.test.mutate({ ...draft, model: "mock" }),
    connections.setDefaultModel.mutate({ model: null }),
  ];
  const refusals = await Promise.all(calls.map(refusalOf));
  expect(refusals.map(({ code }) => code)).toEqual(calls.map(() => "forbidden"));
});
