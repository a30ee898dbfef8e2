import { expect, test } from "bun:test";
import { createLatch } from "../latch.ts";
import { present } from "../../testing/present.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import {
  branchIds,
  conversation,
  isFinal,
  StoreFixture,
} from "../../testing/client/store-fixture.ts";
import { activeBranch } from "../state/selectors.ts";

const another = { text: "another wording", attachments: [] };

/** A store with a thread open, whose first reply is held. */
async function openConversation(fixture: StoreFixture) {
  const asked = conversation(fixture.server.model);
  const tab = await fixture.start();
  await tab.store.openThread(asked.threadId);
  return { ...asked, ...tab };
}

test("another version is shown at once with an empty reply, and stays under its ids", async () => {
  await using fixture = new StoreFixture();
  const { id, threadId, store, until } = await openConversation(fixture);
  const edited = store.edit(id, another);
  expect(branchIds(store.state.get(), threadId)).toEqual([edited.id, edited.replyId]);
  const [question] = activeBranch(store.state.get(), threadId);
  expect(present(question)).toMatchObject({ siblings: [id, edited.id], index: 1 });
  expect(present(question).message).toMatchObject({ text: "another wording", parentId: null });

  const state = await until(({ messages }) => edited.replyId in messages);
  expect(branchIds(state, threadId)).toEqual([edited.id, edited.replyId]);
  expect(state.outbox).toEqual([]);
});

test("the reply below the other version ends, and its text stays there", async () => {
  await using fixture = new StoreFixture();
  const { id, replyId, generation, store, until } = await openConversation(fixture);
  fixture.server.model.write(generation, "so far");
  await until(({ messages }) => messages[replyId]?.text === "so far");
  store.edit(id, another);
  const state = await until(isFinal(replyId));
  expect(state.messages[replyId]).toMatchObject({
    text: "so far",
    generation: { status: "stopped" },
  });
});

test("a version is sent once, however often its answer is lost", async () => {
  await using fixture = new StoreFixture();
  const { id, threadId, store, until } = await openConversation(fixture);
  let calls = 0;
  fixture.server.beforeAnswer = (path) => {
    if (path === "messages.edit" && ++calls < 3) throw new Refusal("unavailable");
  };
  const edited = store.edit(id, another);
  const heard = createLatch();
  store.state.subscribe(({ outbox }) => outbox.length === 0 && heard.open());
  await heard.opened;
  await until(({ messages }) => edited.replyId in messages);
  const { messages } = fixture.server.model.listMessages(threadId);
  expect(messages.filter(({ text }) => text === another.text)).toHaveLength(1);
});

test("a refused version stays on the screen, and is given back", async () => {
  await using fixture = new StoreFixture();
  const { id, replyId, threadId, store, until } = await openConversation(fixture);
  fixture.server.intercept = (path) => {
    if (path === "messages.edit") throw new Refusal("forbidden");
  };
  const edited = store.edit(id, another);
  const state = await until(({ outbox }) => outbox[0]?.state === "refused");
  expect(branchIds(state, threadId)).toEqual([edited.id, edited.replyId]);
  expect(store.discard(edited.id)).toEqual(another);
  expect(branchIds(store.state.get(), threadId)).toEqual([id, replyId]);
});

test("a version that waits in the outbox is no first message of its thread", async () => {
  await using fixture = new StoreFixture();
  const { id, threadId, store, until } = await openConversation(fixture);
  const held = createLatch();
  fixture.server.intercept = (path) => (path === "messages.edit" ? held.opened : undefined);
  store.edit(id, another);
  await store.setInference(threadId, { effort: "low" });
  expect(fixture.server.model.threads.get(threadId)?.effort).toBe("low");
  held.open();
  await until(({ outbox }) => outbox.length === 0);
});

test("a message that is not loaded has no version", async () => {
  await using fixture = new StoreFixture();
  const { store } = await fixture.start();
  expect(() => store.edit("msg_missing", another)).toThrow("is not known");
});
