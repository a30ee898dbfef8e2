import { expect, test } from "bun:test";
import fc from "fast-check";
import { newId } from "../../shared/ids.ts";
import type { QueuedMessage } from "../../shared/queued-message.ts";
import { createLatch } from "../latch.ts";
import { sortedThreads } from "../state/selectors.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import type { ModelServer } from "../../testing/client/model-server.ts";
import { stepsArbitrary, takeStep } from "../../testing/client/model-steps.ts";
import {
  branchIds,
  conversation,
  isFinal,
  StoreFixture,
} from "../../testing/client/store-fixture.ts";
import { untilTrue } from "../../testing/until.ts";

test("a page that arrives after the events that follow it takes nothing back", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { store, until } = await fixture.start();
  const { threadId, replyId, generation } = conversation(model);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  fixture.server.beforeAnswer = (path) => (path === "messages.list" ? held : undefined);
  const opening = store.openThread(threadId);
  await untilTrue("a call", () => fixture.server.calls.includes("messages.list"));
  const later = {
    id: newId("message"),
    replyId: newId("message"),
    threadId,
    parentId: replyId,
    text: "more",
  };
  model.finish(generation);
  model.send(later);
  model.putThread(threadId, { title: "renamed" });
  await until((state) => state.threads[threadId]?.title === "renamed");
  release();
  await opening;
  await until(isFinal(replyId));
  expect(branchIds(store.state.get(), threadId).slice(-2)).toEqual([later.id, later.replyId]);
  expect(store.state.get().threads[threadId]?.title).toBe("renamed");
});

test("a message that comes between a thread's page and the start of the feed is not missed", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, replyId } = conversation(model);
  const { store, until } = fixture.create();
  const between = {
    id: newId("message"),
    replyId: newId("message"),
    threadId,
    parentId: replyId,
    text: "between",
  };
  fixture.server.intercept = async (path) => {
    if (path !== "threads.list") return;
    await opening;
    model.send(between);
  };
  const opening = store.openThread(threadId);
  await store.start();
  const state = await until(({ messages }) => between.replyId in messages);
  expect(branchIds(state, threadId).slice(-2)).toEqual([between.id, between.replyId]);
});

test("a page from before the start of the feed that arrives after it is fetched again", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, replyId } = conversation(model);
  const { store, until } = fixture.create();
  const started = createLatch();
  const isRead = createLatch();
  const between = {
    id: newId("message"),
    replyId: newId("message"),
    threadId,
    parentId: replyId,
    text: "between",
  };
  fixture.server.beforeAnswer = (path) => {
    if (path !== "messages.list") return;
    isRead.open();
    return started.opened;
  };
  fixture.server.intercept = async (path) => {
    if (path !== "threads.list") return;
    await isRead.opened;
    model.send(between);
  };
  const opening = store.openThread(threadId);
  await store.start();
  started.open();
  await opening;
  await until(({ messages }) => between.replyId in messages);
  expect(branchIds(store.state.get(), threadId).slice(-2)).toEqual([between.id, between.replyId]);
});

test("a feed that cannot go on is fetched anew, and what is open stays on the screen", async () => {
  await using fixture = new StoreFixture();
  const { server } = fixture;
  const gone = conversation(server.model);
  const { threadId, id, generation } = conversation(server.model);
  server.model.write(generation, "so far");
  const { store, shown, until } = await fixture.start();
  await store.openThread(gone.threadId);
  await store.openThread(threadId);
  await until((state) => state.messages[generation.messageId]?.text === "so far");

  // The server comes back from a backup: a shorter feed, one thread less, another title.
  const before = shown.length;
  server.model.deleteThread(gone.threadId);
  server.model.feed = [];
  server.model.putThread(threadId, { title: "from the backup" });
  server.dropSockets();
  const state = await until(
    ({ threads }) => threads[threadId]?.title === "from the backup" && !(gone.threadId in threads),
  );
  expect(state.messages[id]).toEqual(server.model.messages.get(id));
  for (const each of shown.slice(before)) expect(branchIds(each, threadId)).toHaveLength(2);
  server.model.write(generation, ", and on");
  await until((state) => state.messages[generation.messageId]?.text === "so far, and on");
});

test("a thread that is not there is missing", async () => {
  await using fixture = new StoreFixture();
  const { store } = await fixture.start();
  const threadId = newId("thread");
  await store.openThread(threadId);
  expect(store.state.get().loads[threadId]?.status).toBe("missing");
});

test("a thread that could not be loaded is loaded when it is opened again", async () => {
  await using fixture = new StoreFixture();
  const { threadId } = conversation(fixture.server.model);
  const { store } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path === "messages.list") throw new Refusal("internal");
  };
  await store.openThread(threadId);
  expect(store.state.get().loads[threadId]?.status).toBe("failed");
  fixture.server.intercept = () => {};
  await store.openThread(threadId);
  expect(store.state.get().loads[threadId]?.status).toBe("ready");
});

test("a message whose generation the server has forgotten is fetched again", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, replyId, generation } = conversation(model);
  const { store, until } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path !== "generations.watch") return;
    model.write(generation, "the end");
    model.finish(generation);
    model.generations.delete(generation.id);
  };
  await store.openThread(threadId);
  const end = await until(isFinal(replyId));
  expect(end.messages[replyId]?.text).toBe("the end");
});

test("older messages and threads come a page at a time", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, generation } = conversation(model);
  model.finish(generation);
  for (let i = 0; i < 40; i++) {
    const parentId = model.listMessages(threadId).messages.at(-1)?.id ?? null;
    model.send({
      id: newId("message"),
      replyId: newId("message"),
      threadId,
      parentId,
      text: `${i}`,
    });
    for (const live of model.live()) model.finish(live);
  }
  for (let i = 0; i < 40; i++) model.createThread();
  const { store } = await fixture.start();
  expect(sortedThreads(store.state.get())).toHaveLength(30);
  await store.loadMoreThreads();
  await store.loadMoreThreads();
  expect(sortedThreads(store.state.get())).toHaveLength(41);
  expect(store.state.get().threadList.nextCursor).toBeNull();

  await store.openThread(threadId);
  expect(branchIds(store.state.get(), threadId)).toHaveLength(50);
  await Promise.all([store.loadOlder(threadId), store.loadOlder(threadId)]);
  expect(branchIds(store.state.get(), threadId)).toHaveLength(82);
  expect(store.state.get().loads[threadId]?.olderCursor).toBeNull();
});

test("later pages are longer, unless the server is of the release before", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  for (let i = 0; i < 600; i++) model.createThread();
  const { store } = await fixture.start();
  const count = () => sortedThreads(store.state.get()).length;
  await store.loadMoreThreads();
  expect(count()).toBe(130);
  await store.loadMoreThreads();
  expect(count()).toBe(260);
  let refusals = 0;
  fixture.server.intercept = (path) => {
    if (path === "threads.list" && ++refusals === 1) throw new Refusal("invalid_input");
  };
  await store.loadMoreThreads();
  expect(count()).toBe(360);
  await store.loadMoreThreads();
  expect(count()).toBe(600);
});

test("another user's session starts with nothing of the previous one", async () => {
  await using fixture = new StoreFixture();
  const { threadId } = conversation(fixture.server.model);
  const { store, until } = await fixture.start();
  await store.openThread(threadId);
  const first = store.state.get().user?.id;
  fixture.server.revoke();
  const state = await until(
    ({ user, threadList }) => user !== null && user.id !== first && threadList.status === "ready",
  );
  expect([state.threads, state.messages, state.loads]).toEqual([{}, {}, {}]);
  const mine = fixture.server.model.createThread();
  await until(({ threads }) => mine.id in threads);
});

/** What waits in each thread of a server where something does. */
function queuesOf(model: ModelServer): Record<string, readonly QueuedMessage[]> {
  const queues = [...model.threads.keys()].map((id) => [id, model.queues.of(id)] as const);
  return Object.fromEntries(queues.filter(([, queue]) => queue.length > 0));
}

test("whatever happens, and however often the connection is lost, the state becomes the server's", async () => {
  await fc.assert(
    fc.asyncProperty(
      stepsArbitrary,
      fc.array(fc.nat({ max: 40 }), { maxLength: 3 }),
      async (steps, drops) => {
        await using fixture = new StoreFixture();
        const { model } = fixture.server;
        const { store, until } = await fixture.start();
        for (const [i, step] of steps.entries()) {
          takeStep(model, step);
          const threadId = [...model.threads.keys()][step.pick % Math.max(1, model.threads.size)];
          if (threadId !== undefined && step.pick % 5 === 0) void store.openThread(threadId);
          if (drops.includes(i)) fixture.server.dropSockets();
          if (step.pick % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
        // The end of one lets the next one go that waits in its thread.
        for (let [live] = model.live(); live; [live] = model.live()) model.finish(live);
        const last = model.createThread();
        await Promise.all([...model.threads.keys()].map((threadId) => store.openThread(threadId)));
        const state = await until(
          (now) =>
            last.id in now.threads &&
            // What a stopped reply holds back waits on.
            Bun.deepEquals(now.queues, queuesOf(model)) &&
            [...model.messages.values()].every(
              ({ id, generation }) => id in now.messages && (!generation || isFinal(id)(now)),
            ),
        );
        expect(state.threads).toEqual(Object.fromEntries(model.threads));
        expect(state.messages).toEqual(Object.fromEntries(model.messages));
        expect(state.streams).toEqual({});
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
