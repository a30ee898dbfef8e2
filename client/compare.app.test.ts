import { afterAll, beforeAll, expect, test } from "bun:test";
import { until } from "../testing/client/eventually.ts";
import { type MockProvider, startMockProvider } from "../testing/mock-provider/mock-provider.ts";
import { present } from "../testing/present.ts";
import { connectionTo } from "../testing/server/connection-to.ts";
import { startTestApp } from "../testing/server/start-test-app.ts";
import type { App } from "../server/app/app.ts";
import { createChatStore } from "./chat-store.ts";
import { connectChat } from "./connect.ts";
import { createMemoryCredentials } from "./credentials.ts";
import { createMemoryOutboxStorage } from "./outbox-storage.ts";
import { replyVersions } from "./state/reply-versions.ts";
import type { ChatState } from "./types.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let app: App;

beforeAll(async () => {
  mock = resources.use(await startMockProvider({ scenario: "echo" }));
  const models = [{ name: "own" }, { name: "second" }];
  const provider = {
    kind: "connected" as const,
    connections: [connectionTo(mock.url, { models })] as const,
    model: "own",
    firstByteTimeoutMs: 10_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 60_000,
  };
  app = resources.use(await startTestApp({ config: { logLevel: "silent", provider } }));
}, 30_000);
afterAll(() => resources.disposeAsync());

/** A tab of a person; tabs with the same credentials and outbox are the same person's browser. */
function openTab(credentials = createMemoryCredentials(), outbox = createMemoryOutboxStorage()) {
  const client = connectChat({ url: app.origin, credentials });
  const store = createChatStore(client, { outbox });
  return {
    store,
    credentials,
    outbox,
    until: (isWanted: (state: ChatState) => boolean) => until(store.state, isWanted),
    async [Symbol.asyncDispose]() {
      store.close();
      await client.close();
    },
  };
}

const ended = (threadId: string, replyId: string) => (state: ChatState) =>
  replyVersions(state, threadId, replyId).filter(
    ({ generation }) => generation?.status === "completed",
  ).length === 2;

const seen = (state: ChatState, threadId: string, replyId: string) =>
  replyVersions(state, threadId, replyId).map(({ id, generation }) => [id, generation?.model]);

test("a message to two models shows both replies at once, here and in another tab", async () => {
  await using tab = openTab();
  await tab.store.start();
  const said = tab.store.say({ threadId: null, text: "which?", compareWith: "second" });
  const { threadId, replyId } = said;
  const comparedId = present(said.comparedId);
  expect(seen(tab.store.state.get(), threadId, replyId)).toEqual([
    [replyId, undefined],
    [comparedId, undefined],
  ]);
  const state = await tab.until(ended(threadId, replyId));
  const both = [
    [replyId, "own"],
    [comparedId, "second"],
  ];
  expect(seen(state, threadId, replyId)).toEqual(both);
  expect(state.outbox).toEqual([]);
  await using other = openTab(tab.credentials);
  await other.store.start();
  await other.store.openThread(threadId);
  expect(seen(other.store.state.get(), threadId, replyId)).toEqual(both);
});

test("the two replies are never fewer than two, from the outbox to the server", async () => {
  await using tab = openTab();
  await tab.store.start();
  const counts = new Set<number>();
  const { threadId, replyId } = tab.store.say({
    threadId: null,
    text: "steady",
    compareWith: "second",
  });
  tab.store.state.subscribe((state) => counts.add(replyVersions(state, threadId, replyId).length));
  await tab.until(ended(threadId, replyId));
  expect([...counts]).toEqual([2]);
});

test("a message that was not sent is compared after a reload", async () => {
  const before = openTab();
  const { threadId, replyId } = before.store.say({
    threadId: null,
    text: "later",
    compareWith: "second",
  });
  await before[Symbol.asyncDispose]();
  await using after = openTab(before.credentials, before.outbox);
  expect(replyVersions(after.store.state.get(), threadId, replyId)).toHaveLength(2);
  await after.store.start();
  await after.store.openThread(threadId);
  const state = await after.until(ended(threadId, replyId));
  expect(seen(state, threadId, replyId).map(([, model]) => model)).toEqual(["own", "second"]);
});
