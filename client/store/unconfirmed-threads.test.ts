import { expect, test } from "bun:test";
import { sortedThreads } from "../state/selectors.ts";
import type { ReplicaState } from "../state/replica.ts";
import type { Thread } from "../../shared/thread.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import type { ModelServer } from "../../testing/client/model-server.ts";
import { StoreFixture } from "../../testing/client/store-fixture.ts";
import { createLatch } from "../latch.ts";

/** As many threads as the newest page has, and those on further pages. */
const count = 150;

function createThreads(model: ModelServer): Thread[] {
  return Array.from({ length: count }, () => model.createThread()).reverse();
}

const withCopy = (threads: readonly Thread[]) => (state: ReplicaState) => ({
  ...state,
  threads: Object.fromEntries(threads.map((thread) => [thread.id, thread])),
});

const idsOf = (threads: readonly Thread[]) => threads.map(({ id }) => id);

test("threads of a copy stay when the newest page comes, and those that are gone leave unasked", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const copies = createThreads(model);
  const [first, near, far] = [copies[0], copies[20], copies[140]];
  if (!first || !near || !far) throw new Error("the threads are not there");
  for (const gone of [near, far]) model.deleteThread(gone.id);
  const mayAnswer = createLatch();
  let lists = 0;
  fixture.server.beforeAnswer = (path) =>
    path === "threads.list" && ++lists > 1 ? mayAnswer.opened : undefined;
  const { store, shown, until } = fixture.create();
  store.adopt(withCopy(copies));
  await store.start();
  // The newest page has said which is gone among the first ones.
  const isListed = (thread: Thread) => thread !== near;
  expect(idsOf(sortedThreads(store.state.get()))).toEqual(idsOf(copies.filter(isListed)));
  mayAnswer.open();
  const state = await until(({ threads }) => !(far.id in threads));
  expect(idsOf(sortedThreads(state))).toEqual(
    idsOf(copies.filter((thread) => isListed(thread) && thread !== far)),
  );
  for (const { threads } of shown.slice(1))
    expect(Object.keys(threads).length).toBeGreaterThanOrEqual(count - 2);
});

test("a page that the server refuses is asked for again while threads are unconfirmed", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const copies = createThreads(model);
  const far = copies[140];
  if (!far) throw new Error("the thread is not there");
  model.deleteThread(far.id);
  const isRefused = createLatch();
  let lists = 0;
  fixture.server.intercept = (path) => {
    if (path !== "threads.list" || ++lists !== 2) return;
    isRefused.open();
    throw new Refusal("internal");
  };
  const { store, until } = fixture.create();
  store.adopt(withCopy(copies));
  await store.start();
  await isRefused.opened;
  store.reconcile();
  await until(({ threads }) => !(far.id in threads));
});

test("after a reset the threads of later pages stay, unless they are gone", async () => {
  await using fixture = new StoreFixture();
  const { server } = fixture;
  const { model } = server;
  const all = createThreads(model);
  const { store, shown, until } = await fixture.start();
  await store.loadMoreThreads();
  await store.loadMoreThreads();
  expect(sortedThreads(store.state.get())).toHaveLength(count);
  const before = shown.length;
  const far = all[140];
  if (!far) throw new Error("the thread is not there");
  model.deleteThread(far.id);
  model.feed = [];
  server.dropSockets();
  await until(({ threads }) => !(far.id in threads));
  for (const { threads } of shown.slice(before))
    expect(Object.keys(threads).length).toBeGreaterThanOrEqual(count - 1);
});

test("without a copy only the newest page is fetched", async () => {
  await using fixture = new StoreFixture();
  createThreads(fixture.server.model);
  const { store } = await fixture.start();
  await store.openThread(sortedThreads(store.state.get())[0]?.id ?? "");
  expect(fixture.server.calls.filter((path) => path === "threads.list")).toHaveLength(1);
});
