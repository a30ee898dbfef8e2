import { expect, test } from "bun:test";
import { newId } from "../../shared/ids.ts";
import { createLatch } from "../latch.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import { conversation, isFinal, StoreFixture } from "../../testing/client/store-fixture.ts";

/** A store with a reply that was stopped after some words. */
async function stoppedReply(fixture: StoreFixture) {
  const { model } = fixture.server;
  const { threadId, replyId, generation } = conversation(model);
  model.write(generation, "one");
  model.finish(generation, "stopped");
  const { store, shown, until } = await fixture.start();
  await store.openThread(threadId);
  return { model, store, shown, until, replyId };
}

test("a reply goes on in its message, which never loses what it holds", async () => {
  await using fixture = new StoreFixture();
  const { model, store, shown, until, replyId } = await stoppedReply(fixture);
  const begun = shown.length;
  const asked = store.continueReply(replyId);
  expect(store.state.get().messages[replyId]).toMatchObject({ text: "one", generation: null });
  await asked;
  const [live] = model.live();
  if (!live) throw new Error("nothing continues the reply");
  model.write(live, " two");
  await until((state) => state.messages[replyId]?.text === "one two");
  model.restart(live);
  model.write(live, " three");
  await until((state) => state.messages[replyId]?.text === "one three");
  model.finish(live);
  await until(isFinal(replyId));
  for (const { messages } of shown.slice(begun)) expect(messages[replyId]?.text).toStartWith("one");
  expect(store.state.get().messages[replyId]).toMatchObject({
    text: "one three",
    generation: { id: live.id, status: "completed", continuation: { number: 1 } },
  });
});

test("a second click is the first one", async () => {
  await using fixture = new StoreFixture();
  const { store, replyId } = await stoppedReply(fixture);
  const answer = createLatch();
  fixture.server.beforeAnswer = (path) =>
    path === "messages.continue" ? answer.opened : undefined;
  const clicks = [store.continueReply(replyId), store.continueReply(replyId)];
  answer.open();
  await Promise.all(clicks);
  const calls = fixture.server.calls.filter((path) => path === "messages.continue");
  expect(calls).toHaveLength(1);
});

test("a refusal takes it back", async () => {
  await using fixture = new StoreFixture();
  const { store, replyId } = await stoppedReply(fixture);
  fixture.server.intercept = (path) => {
    if (path === "messages.continue") throw new Refusal("forbidden");
  };
  await expect(store.continueReply(replyId)).rejects.toMatchObject({ code: "forbidden" });
  expect(store.state.get().messages[replyId]).toMatchObject({
    text: "one",
    generation: { status: "stopped" },
  });
});

test("what another tab continues goes on here, from what is held", async () => {
  await using fixture = new StoreFixture();
  const { model, shown, until, replyId } = await stoppedReply(fixture);
  const begun = shown.length;
  model.continueReply(replyId, newId("generation"));
  const [live] = model.live();
  if (!live) throw new Error("nothing continues the reply");
  model.write(live, " two");
  await until((state) => state.messages[replyId]?.text === "one two");
  for (const { messages } of shown.slice(begun)) expect(messages[replyId]?.text).toStartWith("one");
});
