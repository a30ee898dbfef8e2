import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { type ModelApi, startModelApi } from "../../../testing/model-apis/model-api.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import { chatWith, thoughtsOf } from "../../../testing/server/chat-with.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import { createThreadArchive } from "../threads/thread-archive.ts";
import { aiSdkKinds } from "../../models/ai-sdk/kinds.ts";

// Thoughts are for the reader who opens them: not for the model, titles, search or mails.

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let api: ModelApi;
let app: App;
let sql: Sql;
let visitor: Visitor;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  api = resources.use(startModelApi());
  const others = aiSdkKinds.map((kind) =>
    connectionTo(`${api.url}/v1`, { id: kind, kind, apiKey: "k" }),
  );
  const provider = providerTo([connectionTo(mock.url), ...others]);
  app = resources.use(await startTestApp({ config: { logLevel: "silent", provider } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  visitor = await newVisitor(app.origin);
}, 30_000);
afterAll(() => resources.disposeAsync());

test.each(["thinks-apart", "thinks-in-text as=tag", "thinks-in-text as=unopened"])(
  "no later request has the thoughts of a reply (%s)",
  async (scenario) => {
    const conversation = chatWith(app.origin, visitor);
    const first = await conversation.say(`[[${scenario}]]`);
    expect(thoughtsOf(first)).toContain("Secret");
    expect(first.text).toBe("Hello there");
    await conversation.say("And now?");
    await mock.waitForRequest(1, "title");
    const later = mock.requests.filter(({ body }) => JSON.stringify(body).includes("Hello there"));
    expect(later.length).toBeGreaterThan(0);
    for (const { body } of mock.requests) expect(JSON.stringify(body)).not.toContain("Secret");
  },
);

test.each([...aiSdkKinds])("no later request to %s has them", async (kind) => {
  await sql`update workflows set model = ${`${kind}/m`}`;
  api.answers.splice(0, Infinity, scripted[kind]({ thoughts: ["Secret"], texts: ["Hello there"] }));
  const conversation = chatWith(app.origin, visitor);
  expect(thoughtsOf(await conversation.say("Hi"))).toBe("Secret");
  await conversation.say("And now?");
  await sql`update workflows set model = null`;
  const bodies = api.requests.map(({ body }) => JSON.stringify(body));
  expect(bodies.some((body) => body.includes("Hello there"))).toBe(true);
  for (const body of bodies) expect(body).not.toContain("Secret");
});

test("search finds words of the answer, and none of its thoughts", async () => {
  const conversation = chatWith(app.origin, visitor);
  const reply = await conversation.say("[[thinks-in-text as=harmony]]");
  expect(thoughtsOf(reply)).toBe("Secret");
  const archive = createThreadArchive(sql);
  const found = async (word: string) =>
    (await archive.search(visitor.user.id, [word], 20)).map(({ messageText }) => messageText);
  expect(await found("there")).toContain("Hello there");
  expect(await found("secret")).toEqual([]);
});

test("a thread is named after words, and not after thoughts", async () => {
  api.answers.splice(
    0,
    Infinity,
    scripted.anthropic({ thoughts: ["Secret"], texts: ["<think>Secret</think>A title"] }),
  );
  await sql`update workflows set model = 'anthropic/m'`;
  const conversation = chatWith(app.origin, visitor);
  using socket = openChatSocket(app.origin, visitor.token);
  const { feedCursor } = await visitor.api.threads.list.query({});
  const named = socket.nextInFeed(
    feedCursor,
    (event) => event.type === "thread.put" && event.thread.title !== null,
  );
  await conversation.say("Hi");
  await sql`update workflows set model = null`;
  expect((await named).event).toMatchObject({ thread: { title: "A title" } });
});
