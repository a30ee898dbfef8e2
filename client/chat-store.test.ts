import { expect, test } from "bun:test";
import { createLatch } from "./latch.ts";
import { createMemoryOutboxStorage } from "./outbox-storage.ts";
import { activeBranch, sortedThreads } from "./state/selectors.ts";
import { Refusal } from "../testing/client/model-router.ts";
import { branchIds, conversation, isFinal, StoreFixture } from "../testing/client/store-fixture.ts";

const hello = { threadId: null, parentId: null, text: "hello" };

test("shows the threads there are, and those that come later", async () => {
  await using fixture = new StoreFixture();
  const first = fixture.server.model.createThread();
  const { store, until } = await fixture.start();
  expect(store.state.get()).toMatchObject({
    user: { id: fixture.server.model.userId },
    threadList: { status: "ready" },
  });
  expect(sortedThreads(store.state.get())).toEqual([first]);
  const second = fixture.server.model.createThread();
  const state = await until(({ threads }) => second.id in threads);
  expect(sortedThreads(state)).toEqual([second, first]);
});

test("a sent message and its empty reply are on the screen before anything was sent", async () => {
  await using fixture = new StoreFixture();
  const { store } = await fixture.start();
  const { threadId, id, replyId } = store.say({ ...hello, workflowId: "wf_default" });
  const state = store.state.get();
  expect(branchIds(state, threadId)).toEqual([id, replyId]);
  expect(activeBranch(state, threadId)[0]?.message.text).toBe("hello");
  expect(sortedThreads(state)).toMatchObject([{ id: threadId, workflowId: "wf_default" }]);
  expect(state.loads[threadId]?.status).toBe("ready");
  expect(fixture.server.calls).not.toContain("messages.say");
});

test("nothing on the screen changes its identity when the server takes over, up to the end of the reply", async () => {
  await using fixture = new StoreFixture();
  const { store, shown, until } = await fixture.start();
  const before = shown.length;
  const { threadId, id, replyId } = store.say(hello);
  await until((state) => state.outbox.length === 0 && replyId in state.messages);
  const [generation] = fixture.server.model.live();
  if (!generation) throw new Error("the reply is not live");
  for (const text of ["Hel", "lo, ", "you"]) fixture.server.model.write(generation, text);
  await until((state) => state.messages[replyId]?.text === "Hello, you");
  expect(store.state.get().messages[replyId]?.generation?.status).toBe("running");
  fixture.server.model.finish(generation);
  const end = await until(isFinal(replyId));
  expect(end.messages[replyId]).toEqual(fixture.server.model.messages.get(replyId));
  expect(end.streams).toEqual({});
  const branches = new Set(shown.slice(before).map((state) => branchIds(state, threadId).join()));
  expect([...branches]).toEqual([`${id},${replyId}`]);
});

test("what is written without a connection goes out when it is there, once", async () => {
  await using fixture = new StoreFixture();
  const outbox = createMemoryOutboxStorage();
  const offline = fixture.create({ outbox });
  const sent = offline.store.say(hello);
  offline.store.close();
  await offline.client.close();
  expect(fixture.server.model.messages.size).toBe(0);

  const { store, until } = fixture.create({ outbox });
  expect(branchIds(store.state.get(), sent.threadId)).toEqual([sent.id, sent.replyId]);
  await store.start();
  await until((state) => state.outbox.length === 0);
  expect([...fixture.server.model.messages.keys()]).toEqual([sent.id, sent.replyId]);
});

test("a thread that is in the outbox alone can be opened after a reload", async () => {
  await using fixture = new StoreFixture();
  const outbox = createMemoryOutboxStorage();
  const before = fixture.create({ outbox });
  const { threadId, id, replyId } = before.store.say(hello);
  before.store.close();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  fixture.server.intercept = (path) => (path === "messages.say" ? held : undefined);
  const { store, until } = await fixture.start({ outbox });
  await store.openThread(threadId);
  expect(store.state.get().loads[threadId]?.status).toBe("ready");
  release();
  await until((state) => state.outbox.length === 0 && replyId in state.messages);
  expect(branchIds(store.state.get(), threadId)).toEqual([id, replyId]);
});

test("a thread that the outbox makes while it is being opened is not taken for missing", async () => {
  await using fixture = new StoreFixture();
  const outbox = createMemoryOutboxStorage();
  const before = fixture.create({ outbox });
  const { threadId, id, replyId } = before.store.say(hello);
  before.store.close();
  const { store, until } = fixture.create({ outbox });
  const wasMissing = createLatch();
  const wasSent = createLatch();
  fixture.server.intercept = (path) =>
    path === "messages.say" ? wasMissing.opened : Promise.resolve();
  fixture.server.beforeAnswer = (path) => {
    if (path !== "messages.list" || fixture.server.model.threads.has(threadId)) return;
    wasMissing.open();
    return wasSent.opened;
  };
  const opening = store.openThread(threadId);
  await store.start();
  await until((state) => state.outbox.length === 0 && threadId in state.threads);
  wasSent.open();
  await opening;
  const state = await until((each) => replyId in each.messages);
  expect(state.loads[threadId]?.status).toBe("ready");
  expect(branchIds(state, threadId)).toEqual([id, replyId]);
  const [generation] = fixture.server.model.live();
  if (!generation) throw new Error("the reply is not live");
  fixture.server.model.write(generation, "here");
  await until(({ messages }) => messages[replyId]?.text === "here");
});

test("a message whose response was lost is stored once", async () => {
  await using fixture = new StoreFixture();
  const { store, until } = await fixture.start();
  let isLost = false;
  fixture.server.beforeAnswer = (path) => {
    if (path !== "messages.say" || isLost) return;
    isLost = true;
    fixture.server.dropSockets();
  };
  const sent = store.say(hello);
  await until((state) => state.outbox.length === 0 && sent.replyId in state.messages);
  expect(isLost).toBe(true);
  expect([...fixture.server.model.messages.keys()]).toEqual([sent.id, sent.replyId]);
});

test("a refused message stays with its reason, and goes out when the person retries", async () => {
  await using fixture = new StoreFixture();
  const { store, until } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path === "messages.say") throw new Refusal("too_large");
  };
  const { threadId, id } = store.say(hello);
  const refused = await until((state) => state.outbox[0]?.state === "refused");
  expect(activeBranch(refused, threadId)[0]).toMatchObject({
    id,
    entry: { error: { code: "too_large" } },
  });
  fixture.server.intercept = () => {};
  store.retry(id);
  await until((state) => state.outbox.length === 0);
  expect(fixture.server.model.messages.has(id)).toBe(true);
});

test("a reply reaches two tabs whole, whatever happens to their connections", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const [a, b] = await Promise.all([fixture.start(), fixture.start()]);
  const { replyId, threadId, generation } = conversation(model);
  await Promise.all([a.store.openThread(threadId), b.store.openThread(threadId)]);
  for (let i = 0; i < 20; i++) {
    model.write(generation, `${i} `);
    if (i % 7 === 3) {
      await a.until((state) => state.messages[replyId]?.text.endsWith(`${i} `) ?? false);
      fixture.server.dropSockets();
    }
  }
  model.finish(generation);
  const states = await Promise.all([a.until(isFinal(replyId)), b.until(isFinal(replyId))]);
  for (const state of states) expect(state.messages[replyId]).toEqual(model.messages.get(replyId));
});

test("another attempt replaces the text of the one before it", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { store, until } = await fixture.start();
  const { replyId, threadId, generation } = conversation(model);
  model.write(generation, "first attempt");
  await store.openThread(threadId);
  await until((state) => state.messages[replyId]?.text === "first attempt");
  model.restart(generation);
  model.write(generation, "second");
  model.finish(generation, "interrupted");
  const end = await until(isFinal(replyId));
  expect(end.messages[replyId]).toMatchObject({
    text: "second",
    generation: { status: "interrupted" },
  });
});
