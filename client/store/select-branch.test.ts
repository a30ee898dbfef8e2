import { expect, test } from "bun:test";
import { newId } from "../../shared/ids.ts";
import { createLatch } from "../latch.ts";
import { present } from "../../testing/present.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import type { ModelServer } from "../../testing/client/model-server.ts";
import { branchIds, conversation, StoreFixture } from "../../testing/client/store-fixture.ts";

/** A thread with one question and two complete replies; the second is the active one. */
function twoVersions(model: ModelServer) {
  const { id, replyId, threadId, generation } = conversation(model);
  model.finish(generation);
  const second = model.addReply(newId("message"), present(model.messages.get(id))).id;
  model.finish(present(model.live().at(-1)));
  return { id, first: replyId, second, threadId };
}

test("another branch is shown at once, and on the other devices", async () => {
  await using fixture = new StoreFixture();
  const { id, first, second, threadId } = twoVersions(fixture.server.model);
  const [here, there] = [await fixture.start(), await fixture.start()];
  await Promise.all([here.store.openThread(threadId), there.store.openThread(threadId)]);
  expect(branchIds(there.store.state.get(), threadId)).toEqual([id, second]);
  const held = createLatch();
  fixture.server.intercept = (path) => (path === "threads.selectBranch" ? held.opened : undefined);
  const selecting = here.store.selectBranch(threadId, first);
  expect(branchIds(here.store.state.get(), threadId)).toEqual([id, first]);
  held.open();
  await selecting;
  const state = await there.until(({ threads }) => threads[threadId]?.activeLeafId === first);
  expect(branchIds(state, threadId)).toEqual([id, first]);
  expect(branchIds(here.store.state.get(), threadId)).toEqual([id, first]);
});

test("an older event that comes after the answer does not lead back", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { first, second, threadId } = twoVersions(model);
  const { store, shown, until } = await fixture.start();
  await store.openThread(threadId);
  const held = createLatch();
  fixture.server.intercept = (path) => (path === "threads.selectBranch" ? held.opened : undefined);
  const selecting = store.selectBranch(threadId, first);
  // The feed's events wait, so that the answer overtakes them.
  const tell = model.onChange;
  model.onChange = () => {};
  model.putThread(threadId, { title: "older news" });
  held.open();
  await selecting;
  const from = shown.length;
  model.onChange = tell;
  model.putThread(threadId, { title: "newer news" });
  await until(({ threads }) => threads[threadId]?.title === "newer news");
  const leaves = shown.slice(from).map(({ threads }) => threads[threadId]?.activeLeafId);
  expect(leaves).toContain(first);
  expect(leaves).not.toContain(second);
});

test("a refusal leads back", async () => {
  await using fixture = new StoreFixture();
  const { id, first, second, threadId } = twoVersions(fixture.server.model);
  const { store } = await fixture.start();
  await store.openThread(threadId);
  fixture.server.intercept = (path) => {
    if (path === "threads.selectBranch") throw new Refusal("not_found");
  };
  await expect(store.selectBranch(threadId, first)).rejects.toMatchObject({ code: "not_found" });
  expect(branchIds(store.state.get(), threadId)).toEqual([id, second]);
});

test("a branch that ends before the newest page is loaded back to its leaf", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { id, first, second, threadId } = twoVersions(model);
  let parentId = second;
  for (let turn = 0; turn < 60; turn++) {
    const replyId = newId("message");
    model.send({ id: newId("message"), replyId, threadId, parentId, text: `turn ${turn}` });
    model.finish(present(model.live().at(-1)));
    parentId = replyId;
  }
  model.putThread(threadId, { activeLeafId: first });
  const { store, until } = await fixture.start();
  await store.openThread(threadId);
  const state = await until(({ messages }) => first in messages && id in messages);
  expect(branchIds(state, threadId)).toEqual([id, first]);
});

test("older messages that are refused are not asked for again and again", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const { first, second, threadId } = twoVersions(model);
  let parentId = second;
  for (let turn = 0; turn < 60; turn++) {
    const replyId = newId("message");
    model.send({ id: newId("message"), replyId, threadId, parentId, text: `turn ${turn}` });
    model.finish(present(model.live().at(-1)));
    parentId = replyId;
  }
  model.putThread(threadId, { activeLeafId: first });
  const { store, until } = await fixture.start();
  let calls = 0;
  fixture.server.intercept = (path) => {
    if (path === "messages.list" && ++calls > 1) throw new Refusal("internal");
  };
  await store.openThread(threadId);
  await store.rename(threadId, "renamed");
  await until(({ threads }) => threads[threadId]?.title === "renamed");
  await store.rename(threadId, "again");
  expect(calls).toBe(2);
  expect(branchIds(store.state.get(), threadId).at(-1)).toBe(parentId);
});
