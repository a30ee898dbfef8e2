import { expect, test } from "bun:test";
import { newId } from "../../shared/ids.ts";
import { createLatch } from "../latch.ts";
import { activeBranch, sortedThreads } from "../state/selectors.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import { conversation, isFinal, StoreFixture } from "../../testing/client/store-fixture.ts";

test("a new title is shown at once and taken back when the server refuses", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path === "threads.rename") throw new Refusal("invalid_input");
  };
  const renaming = store.rename(id, "new");
  expect(store.state.get().threads[id]?.title).toBe("new");
  await expect(renaming).rejects.toMatchObject({ code: "invalid_input" });
  expect(store.state.get().threads[id]?.title).toBeNull();

  fixture.server.intercept = () => {};
  await store.rename(id, "newer");
  expect(store.state.get().threads[id]?.title).toBe("newer");
});

test("of two new titles the later one stays, also when the first has to be sent again", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store } = await fixture.start();
  let isFirst = true;
  fixture.server.intercept = (path) => {
    if (path !== "threads.rename" || !isFirst) return;
    isFirst = false;
    throw new Refusal("unavailable");
  };
  const first = store.rename(id, "first");
  const second = store.rename(id, "second");
  await Promise.all([first, second]);
  expect(fixture.server.model.threads.get(id)?.title).toBe("second");
  expect(store.state.get().threads[id]?.title).toBe("second");
});

test("a pending title is not undone by older news of the thread", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store, until } = await fixture.start();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  fixture.server.intercept = (path) => (path === "threads.rename" ? held : undefined);
  const renaming = store.rename(id, "mine");
  fixture.server.model.putThread(id, { unread: true });
  const state = await until(({ threads }) => threads[id]?.unread === true);
  expect(state.threads[id]?.title).toBe("mine");
  release();
  await renaming;
  expect(store.state.get().threads[id]).toMatchObject({ title: "mine", unread: true });
});

test("a deleted thread is gone at once and stays gone, with what was unsent in it", async () => {
  await using fixture = new StoreFixture();
  const { threadId, replyId } = conversation(fixture.server.model);
  const { store, shown, until } = await fixture.start();
  await store.openThread(threadId);
  fixture.server.intercept = (path) => {
    if (path === "messages.say") throw new Refusal("too_large");
  };
  store.say({ threadId, parentId: replyId, text: "unsent" });
  await until((state) => state.outbox[0]?.state === "refused");
  const before = shown.length;
  const deleting = store.delete(threadId);
  expect(sortedThreads(store.state.get())).toEqual([]);
  await deleting;
  await until((state) => state.outbox.length === 0 && state.loads[threadId]?.status === "missing");
  for (const state of shown.slice(before)) expect(sortedThreads(state)).toEqual([]);
  expect(store.state.get().messages).toEqual({});
});

test("what is unsent in a thread that is deleted elsewhere is not sent any more, and comes back", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, replyId } = conversation(model);
  const { store, until } = await fixture.start();
  await store.openThread(threadId);
  const asked = createLatch();
  const release = createLatch();
  fixture.server.intercept = (path) => {
    if (path !== "messages.say") return;
    asked.open();
    return release.opened;
  };
  const say = (text: string) => store.say({ threadId, parentId: replyId, text });
  const [first, second] = [say("on its way"), say("behind it")];
  await asked.opened;
  model.deleteThread(threadId);
  const stranded = () =>
    store.state.get().outbox.flatMap((entry) => (entry.threadDeleted ? [entry.id] : []));
  await until(() => stranded().includes(second.id));
  expect(stranded()).toEqual([second.id]);
  release.open();
  await until(() => stranded().includes(first.id));
  store.retry(first.id);
  store.reconcile();
  expect(store.state.get().outbox).toMatchObject([
    { id: first.id, state: "refused", error: { code: "not_found" } },
    { id: second.id, state: "refused", error: { code: "not_found" } },
  ]);
  expect(sortedThreads(store.state.get())).toEqual([]);
  expect(store.discard(first.id)?.text).toBe("on its way");
  expect(store.discard(second.id)?.text).toBe("behind it");
  expect(store.state.get().outbox).toEqual([]);
  expect(fixture.server.calls.filter((path) => path === "messages.say")).toHaveLength(1);
});

test("an id that no thread can have is missing, and a thread that cannot be loaded has failed", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path === "messages.list") throw new Refusal("invalid_input");
  };
  await store.openThread("nonsense");
  expect(store.state.get().loads["nonsense"]?.status).toBe("missing");
  fixture.server.intercept = (path) => {
    if (path === "messages.list") throw new Refusal("internal");
  };
  await store.openThread(id);
  expect(store.state.get().loads[id]?.status).toBe("failed");
});

test("a thread that is gone already can be deleted", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path === "threads.delete") fixture.server.model.deleteThread(id);
  };
  await store.delete(id);
  expect(sortedThreads(store.state.get())).toEqual([]);
});

test("a thread that could not be deleted comes back", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path === "threads.delete") throw new Refusal("internal");
  };
  await expect(store.delete(id)).rejects.toMatchObject({ code: "internal" });
  expect(sortedThreads(store.state.get())).toHaveLength(1);
});

test("an unread mark goes away at once, and a thread without one is left alone", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  fixture.server.model.putThread(id, { unread: true });
  const { store } = await fixture.start();
  const marking = store.markRead(id);
  expect(store.state.get().threads[id]?.unread).toBe(false);
  await marking;
  await store.markRead(id);
  expect(fixture.server.calls.filter((path) => path === "threads.markRead")).toHaveLength(1);
});

test("another reply appears beside the first at once, and keeps its id", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, id, replyId, generation } = conversation(model);
  model.finish(generation);
  const { store, until } = await fixture.start();
  await store.openThread(threadId);
  const again = store.regenerate(replyId);
  expect(activeBranch(store.state.get(), threadId).at(-1)).toMatchObject({
    id: again.replyId,
    siblings: [replyId, again.replyId],
    message: { parentId: id, text: "" },
  });
  await again.done;
  expect(store.state.get().messages[again.replyId]?.generation?.status).toBe("queued");
  const [live] = model.live();
  if (!live) throw new Error("the second reply is not live");
  model.write(live, "better");
  await until((state) => state.messages[again.replyId]?.text === "better");
  await expect(store.regenerate(newId("message")).done).rejects.toMatchObject({
    code: "not_found",
  });
});

test("another reply is the server's as soon as its feed has it, even before the answer", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, replyId, generation } = conversation(model);
  model.finish(generation);
  const { store, until } = await fixture.start();
  await store.openThread(threadId);
  const answer = createLatch();
  fixture.server.beforeAnswer = (path) =>
    path === "messages.regenerate" ? answer.opened : undefined;
  const again = store.regenerate(replyId);
  await until((state) => state.messages[again.replyId]?.generation?.status === "queued");
  for (const live of model.live()) model.write(live, "early");
  await until((state) => state.messages[again.replyId]?.text === "early");
  answer.open();
  await again.done;
  expect(store.state.get().messages[again.replyId]?.text).toBe("early");
});

test("stopping ends the reply with the text so far, also over a lost connection", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { threadId, replyId, generation } = conversation(model);
  const { store, until } = await fixture.start();
  await store.openThread(threadId);
  model.write(generation, "so far");
  await until((state) => state.messages[replyId]?.text === "so far");
  let isLost = false;
  fixture.server.intercept = (path) => {
    if (path !== "generations.stop" || isLost) return;
    isLost = true;
    fixture.server.dropSockets();
  };
  await store.stop(generation.id);
  const end = await until(isFinal(replyId));
  expect(end.messages[replyId]).toMatchObject({
    text: "so far",
    generation: { status: "stopped" },
  });
});

test("feedback is shown at once, taken back when the server refuses, and the later word stays", async () => {
  await using fixture = new StoreFixture();
  const { threadId, replyId, generation } = conversation(fixture.server.model);
  fixture.server.model.finish(generation);
  const { store, until } = await fixture.start();
  await store.openThread(threadId);
  const kind = () => store.state.get().messages[replyId]?.feedback?.kind;
  fixture.server.intercept = (path) => {
    if (path === "messages.giveFeedback") throw new Refusal("conflict");
  };
  const refused = store.giveFeedback(replyId, "positive");
  expect(kind()).toBe("positive");
  await expect(refused).rejects.toMatchObject({ code: "conflict" });
  expect(kind()).toBeUndefined();

  fixture.server.intercept = () => {};
  const commented = store.giveFeedback(replyId, "positive", "Well said");
  const shown = { kind: "positive", comment: "Well said" };
  expect(store.state.get().messages[replyId]?.feedback).toMatchObject(shown);
  await commented;
  expect(store.state.get().messages[replyId]?.feedback).toMatchObject(shown);
  const before = fixture.server.model.messages.get(replyId);
  fixture.server.model.giveFeedback(replyId, "negative");
  await until(({ messages }) => messages[replyId]?.feedback?.kind === "negative");
  if (before) fixture.server.model.tell({ type: "message.put", message: before });
  fixture.server.model.putThread(threadId, { title: "told last" });
  await until(({ threads }) => threads[threadId]?.title === "told last");
  expect(kind()).toBe("negative");
});

test("feedback that has to be told again does not undo a later word", async () => {
  await using fixture = new StoreFixture();
  const { threadId, replyId, generation } = conversation(fixture.server.model);
  fixture.server.model.finish(generation);
  const { store } = await fixture.start();
  await store.openThread(threadId);
  let calls = 0;
  fixture.server.intercept = (path) => {
    if (path === "messages.giveFeedback" && ++calls === 1) throw new Refusal("unavailable");
  };
  const first = store.giveFeedback(replyId, "positive");
  const second = store.giveFeedback(replyId, "negative");
  await Promise.all([first, second]);
  expect(fixture.server.model.messages.get(replyId)?.feedback?.kind).toBe("negative");
  expect(store.state.get().messages[replyId]?.feedback?.kind).toBe("negative");
});
