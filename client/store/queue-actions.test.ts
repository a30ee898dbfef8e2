import { expect, test } from "bun:test";
import { TRPCError } from "@trpc/server";
import { createLatch } from "../latch.ts";
import { createMemoryOutboxStorage } from "../outbox-storage.ts";
import { waitingMessages } from "../state/selectors.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import {
  branchIds,
  conversation,
  isFinal,
  StoreFixture,
} from "../../testing/client/store-fixture.ts";
import type { ChatState } from "../types.ts";

/** The texts that wait in a thread, those that the server does not have yet in brackets. */
const waiting = (state: ChatState, threadId: string) =>
  waitingMessages(state, threadId).map(({ text, entry }) => (entry ? `[${text}]` : text));

/** A store that has a thread open whose reply is being written. */
async function duringReply() {
  const fixture = new StoreFixture();
  const { threadId, replyId, generation } = conversation(fixture.server.model);
  const tab = await fixture.start();
  await tab.store.openThread(threadId);
  const say = (text: string) => tab.store.say({ threadId, parentId: replyId, text });
  return {
    fixture,
    tab,
    threadId,
    generation,
    say,
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
}

test("what is said during a reply waits beside the conversation, in every tab and after a reload", async () => {
  await using scene = await duringReply();
  const { fixture, tab, threadId } = scene;
  const before = branchIds(tab.store.state.get(), threadId);
  scene.say("next");
  scene.say("after that");
  expect(waiting(tab.store.state.get(), threadId)).toEqual(["[next]", "[after that]"]);
  expect(branchIds(tab.store.state.get(), threadId)).toEqual(before);
  const state = await tab.until(({ outbox }) => outbox.length === 0);
  expect(waiting(state, threadId)).toEqual(["next", "after that"]);
  const other = await fixture.start();
  await other.store.openThread(threadId);
  expect(waiting(other.store.state.get(), threadId)).toEqual(["next", "after that"]);
});

test("a whole reply lets the next one go, which is never in two places and never nowhere", async () => {
  await using scene = await duringReply();
  const { fixture, tab, threadId } = scene;
  const { id } = scene.say("next");
  await tab.until(({ outbox }) => outbox.length === 0);
  const before = tab.shown.length;
  fixture.server.model.finish(scene.generation);
  await tab.until(({ messages }) => id in messages);
  await tab.until((state) => waiting(state, threadId).length === 0);
  for (const state of tab.shown.slice(before)) {
    const places = [
      ...branchIds(state, threadId).filter((each) => each === id),
      ...waitingMessages(state, threadId).filter((each) => each.id === id),
    ];
    expect(places).toHaveLength(1);
  }
});

test("one written without a connection waits behind those that the server has", async () => {
  await using scene = await duringReply();
  const { fixture, tab, threadId } = scene;
  scene.say("first");
  await tab.until(({ outbox }) => outbox.length === 0);
  const isBack = createLatch();
  fixture.server.intercept = (path) => (path === "messages.say" ? isBack.opened : undefined);
  scene.say("second");
  expect(waiting(tab.store.state.get(), threadId)).toEqual(["first", "[second]"]);
  isBack.open();
  const state = await tab.until(({ outbox }) => outbox.length === 0);
  expect(waiting(state, threadId)).toEqual(["first", "second"]);
});

test("one whose response was lost is queued once", async () => {
  await using scene = await duringReply();
  const { fixture, tab, threadId } = scene;
  let isLost = false;
  fixture.server.beforeAnswer = (path) => {
    if (path !== "messages.say" || isLost) return;
    isLost = true;
    fixture.server.dropSockets();
  };
  scene.say("next");
  const state = await tab.until(({ outbox }) => outbox.length === 0);
  expect(waiting(state, threadId)).toEqual(["next"]);
  expect(fixture.server.model.queues.of(threadId)).toHaveLength(1);
});

test("one that is sent before it reached the server becomes a message", async () => {
  await using fixture = new StoreFixture();
  const { threadId, replyId, generation } = conversation(fixture.server.model);
  const outbox = createMemoryOutboxStorage();
  const { store, until } = await fixture.start({ outbox });
  await store.openThread(threadId);
  fixture.server.intercept = (path) => {
    if (path === "messages.say") fixture.server.model.finish(generation);
  };
  const { id } = store.say({ threadId, parentId: replyId, text: "next" });
  const state = await until(({ messages, outbox: left }) => id in messages && left.length === 0);
  expect(waiting(state, threadId)).toEqual([]);
  expect(branchIds(state, threadId)).toContain(id);
});

test("sending one now stops the reply and puts it first at once", async () => {
  await using scene = await duringReply();
  const { tab, threadId } = scene;
  scene.say("first");
  const urgent = scene.say("urgent");
  await tab.until(({ outbox }) => outbox.length === 0);
  const done = tab.store.sendNow(urgent.id);
  const shown = waitingMessages(tab.store.state.get(), threadId);
  expect(shown.map(({ urgent: isUrgent }) => isUrgent)).toEqual([false, true]);
  await done;
  const state = await tab.until(({ messages }) => urgent.id in messages);
  expect(waiting(state, threadId)).toEqual(["first"]);
  expect(state.messages[scene.generation.messageId]?.generation?.status).toBe("stopped");
});

test("one that is taken back is gone at once, and comes back when the server refuses", async () => {
  await using scene = await duringReply();
  const { fixture, tab, threadId } = scene;
  const { id } = scene.say("next");
  await tab.until(({ outbox }) => outbox.length === 0);
  fixture.server.intercept = (path) => {
    if (path === "messages.unqueue") throw new Refusal("conflict");
  };
  const refused = tab.store.unqueue(id);
  expect(waiting(tab.store.state.get(), threadId)).toEqual([]);
  await expect(refused).rejects.toMatchObject({ code: "conflict" });
  expect(waiting(tab.store.state.get(), threadId)).toEqual(["next"]);
  fixture.server.intercept = () => {};
  await tab.store.unqueue(id);
  expect(waiting(tab.store.state.get(), threadId)).toEqual([]);
  expect(fixture.server.model.queues.of(threadId)).toEqual([]);
});

test("one that is taken back on its way does not come back, whichever call is first", async () => {
  for (const overtakes of [true, false]) {
    await using scene = await duringReply();
    const { fixture, tab, threadId } = scene;
    const [hasLeft, mayCome] = [createLatch(), createLatch()];
    fixture.server.intercept = (path) => {
      if (path !== "messages.say") return undefined;
      hasLeft.open();
      return overtakes ? mayCome.opened : undefined;
    };
    const { id } = scene.say("unwanted");
    await hasLeft.opened;
    const taken = tab.store.unqueue(id);
    const before = tab.shown.length;
    expect(waiting(tab.store.state.get(), threadId)).toEqual([]);
    await taken;
    mayCome.open();
    fixture.server.intercept = () => {};
    const last = scene.say("wanted");
    const state = await tab.until(({ queues }) => queues[threadId]?.[0]?.id === last.id);
    expect(waiting(state, threadId)).toEqual(["wanted"]);
    expect(state.outbox).toEqual([]);
    expect(fixture.server.model.queues.ids).toEqual([last.id]);
    for (const shown of tab.shown.slice(before))
      expect(waitingMessages(shown, threadId).map((each) => each.id)).not.toContain(id);
  }
});

test("without a place it is said at the end of the open thread, during a reply or after it", async () => {
  await using scene = await duringReply();
  const { fixture, tab, threadId } = scene;
  const first = tab.store.say({ threadId, text: "next" });
  expect(first.queued).toBe(true);
  fixture.server.model.finish(scene.generation);
  await tab.until(({ messages }) => first.id in messages);
  const [reply] = fixture.server.model.live();
  if (!reply) throw new Error("the next message has no reply");
  fixture.server.model.finish(reply);
  await tab.until(isFinal(first.replyId));
  const second = tab.store.say({ threadId, text: "and then" });
  expect(second.queued).toBe(false);
  const state = await tab.until(({ messages }) => second.id in messages);
  expect(state.messages[second.id]?.parentId).toBe(first.replyId);
});

test("without a place it cannot be said in a thread that is not open", async () => {
  await using fixture = new StoreFixture();
  const { threadId } = conversation(fixture.server.model);
  const { store } = await fixture.start();
  expect(() => store.say({ threadId, text: "next" })).toThrow("open it first");
  expect(store.state.get().outbox).toEqual([]);
});

test("a node of the version before, which does not know it, takes it too", async () => {
  await using fixture = new StoreFixture();
  fixture.server.intercept = (path) => {
    if (path !== "messages.say") return;
    throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
  };
  const { store, until } = await fixture.start();
  const first = store.say({ threadId: null, text: "hello" });
  await until(({ messages, outbox }) => first.replyId in messages && outbox.length === 0);
  const next = store.say({ threadId: first.threadId, text: "next" });
  const state = await until(({ outbox }) => outbox.length === 0);
  expect(waiting(state, first.threadId)).toEqual(["next"]);
  expect(next.queued).toBe(true);
  const said = fixture.server.calls.filter((path) => /messages\.(say|send|queue)/.test(path));
  expect(said).toEqual(["messages.say", "messages.send", "messages.say", "messages.queue"]);
});
