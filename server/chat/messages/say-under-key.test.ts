import { afterAll, beforeAll, expect, test } from "bun:test";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor } from "../../../testing/server/visitor.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { untilTrue } from "../../../testing/until.ts";

const resources = new AsyncDisposableStack();
let app: App;
beforeAll(async () => {
  const provider = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: provider.url }));
}, 30_000);
afterAll(() => resources.disposeAsync());

test("messages that are first said at once in an empty thread follow one another", async () => {
  const { api } = await newVisitor(app.origin);
  const { clientSecret } = await api.sessions.create.mutate({});
  const { id: threadId } = await api.threads.create.mutate({ id: newId("thread") });
  const say = (message: string) =>
    fetch(`${app.origin}/api/messages`, {
      method: "POST",
      body: JSON.stringify({ session_token: clientSecret, message, thread_id: threadId }),
    });
  const said = await Promise.all([say("one"), say("two"), say("three")]);
  expect(said.map(({ status }) => status)).toEqual([202, 202, 202]);
  const read = async () => (await api.messages.list.query({ threadId })).messages;
  await untilTrue("six messages", async () => (await read()).length >= 6);
  const parents = (await read()).map(({ parentId }) => parentId);
  expect(new Set(parents).size).toBe(6);
}, 20_000);

test("a message that is told again under its key is said once, and no other has the key", async () => {
  const { api } = await newVisitor(app.origin);
  const { clientSecret } = await api.sessions.create.mutate({});
  const say = (message: string, key: string, thread_id?: string) =>
    fetch(`${app.origin}/api/messages`, {
      method: "POST",
      headers: { "idempotency-key": key },
      body: JSON.stringify({ session_token: clientSecret, message, thread_id }),
    });
  const [first, again] = await Promise.all([say("one", "a"), say("one", "a")]);
  const said = await first.json();
  expect(await again.json()).toEqual(said);
  await untilIdle(api, said.thread_id);
  const next = await (await say("two", "b", said.thread_id)).json();
  await untilIdle(api, said.thread_id);
  expect(await (await say("two", "b", said.thread_id)).json()).toEqual(next);
  expect((await say("three", "b", said.thread_id)).status).toBe(409);
  expect((await say("", "c")).status).toBe(400);
  const { messages } = await api.messages.list.query({ threadId: said.thread_id });
  expect(messages.filter(({ role }) => role === "user").map(({ text }) => text)).toEqual([
    "one",
    "two",
  ]);
  const other = await newVisitor(app.origin);
  const session = await other.api.sessions.create.mutate({});
  const theirs = await fetch(`${app.origin}/api/messages`, {
    method: "POST",
    headers: { "idempotency-key": "a" },
    body: JSON.stringify({ session_token: session.clientSecret, message: "one" }),
  });
  expect((await theirs.json()).message_id).not.toBe(said.message_id);
}, 20_000);
