import { expect, test } from "bun:test";
import { startTestApp } from "../testing/server/start-test-app.ts";
import { createChatStore } from "./chat-store.ts";
import { connectChat } from "./connect.ts";
import { createMemoryCredentials } from "./credentials.ts";
import { activeBranch, sortedThreads } from "./state/selectors.ts";
import { until } from "../testing/client/eventually.ts";
import type { ChatState } from "./types.ts";
import { present } from "../testing/present.ts";

/** A tab of one person. */
function openTab(url: string, credentials = createMemoryCredentials()) {
  const client = connectChat({ url, credentials });
  const store = createChatStore(client);
  return {
    store,
    client,
    credentials,
    until: (isWanted: (state: ChatState) => boolean) => until(store.state, isWanted),
    async [Symbol.asyncDispose]() {
      store.close();
      await client.close();
    },
  };
}

const statusOf = (state: ChatState, id: string) => state.messages[id]?.generation?.status;

test("two tabs of one person on a real server see one conversation from its start to its end", async () => {
  await using app = await startTestApp();
  await using a = openTab(app.origin);
  await a.store.start();
  await using b = openTab(app.origin, a.credentials);
  await b.store.start();
  expect(b.store.state.get().user).toEqual(a.store.state.get().user);

  const { threadId, id, replyId } = a.store.say({
    threadId: null,
    parentId: null,
    text: "what is 12 * 34?",
  });
  await b.until(({ threads }) => threadId in threads);
  await b.store.openThread(threadId);
  const [inA, inB] = await Promise.all(
    [a, b].map((tab) => tab.until((state) => statusOf(state, replyId) === "completed")),
  );
  expect(inA?.messages[replyId]?.text).toContain("408");
  expect(present(inB).messages).toEqual(present(inA).messages);
  expect(activeBranch(a.store.state.get(), threadId).map((item) => item.id)).toEqual([id, replyId]);

  await b.store.rename(threadId, "Sums");
  const renamed = await a.until(({ threads }) => threads[threadId]?.title === "Sums");
  expect(sortedThreads(renamed)).toHaveLength(1);

  const again = a.store.regenerate(replyId);
  await again.done;
  await b.until((state) => statusOf(state, again.replyId) === "completed");
  expect(activeBranch(b.store.state.get(), threadId).at(-1)).toMatchObject({
    id: again.replyId,
    index: 1,
  });

  await a.store.delete(threadId);
  await b.until(
    ({ threads, loads }) => !(threadId in threads) && loads[threadId]?.status === "missing",
  );
}, 60_000);

test("a reply that is stopped keeps the text that its reader has seen", async () => {
  await using app = await startTestApp();
  await using tab = openTab(app.origin);
  await tab.store.start();
  const { replyId } = tab.store.say({
    threadId: null,
    parentId: null,
    text: "write 500 numbered lines",
  });
  const state = await tab.until(({ messages }) => (messages[replyId]?.text.length ?? 0) > 20);
  await tab.store.stop(state.messages[replyId]?.generation?.id ?? "");
  const end = await tab.until((now) => statusOf(now, replyId) === "stopped");
  expect(end.messages[replyId]?.text).toStartWith(present(state.messages[replyId]).text);
  await using later = openTab(app.origin, tab.credentials);
  await later.store.start();
  await later.store.openThread(end.messages[replyId]?.threadId ?? "");
  expect(later.store.state.get().messages[replyId]).toEqual(present(end.messages[replyId]));
}, 60_000);
