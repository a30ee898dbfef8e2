import { expect, test } from "bun:test";
import { Refusal } from "../../testing/client/model-router.ts";
import { StoreFixture } from "../../testing/client/store-fixture.ts";
import { threadById } from "../state/selectors.ts";

test("a new effort is shown at once, taken back when refused, and the last of several counts", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store, until } = await fixture.start();
  fixture.server.intercept = (path) => {
    if (path === "threads.setInference") throw new Refusal("invalid_input");
  };
  const refused = store.setInference(id, { effort: "low" });
  expect(store.state.get().threads[id]?.effort).toBe("low");
  await expect(refused).rejects.toMatchObject({ code: "invalid_input" });
  expect(store.state.get().threads[id]?.effort).toBeUndefined();

  let isAway = true;
  fixture.server.intercept = (path) => {
    if (path === "threads.setInference" && isAway) throw new Refusal("unavailable");
  };
  const first = store.setInference(id, { effort: "high" });
  const second = store.setInference(id, { effort: null });
  expect(store.state.get().threads[id]?.effort).toBeUndefined();
  isAway = false;
  await Promise.all([first, second]);
  await until(({ threads }) => threads[id]?.effort === undefined);
  expect(fixture.server.model.threads.get(id)?.effort).toBeUndefined();
});

test("a model is chosen beside an effort: neither takes the other back", async () => {
  await using fixture = new StoreFixture();
  const { id } = fixture.server.model.createThread();
  const { store, until } = await fixture.start();
  let isAway = true;
  fixture.server.intercept = (path) => {
    if (path === "threads.setInference" && isAway) throw new Refusal("unavailable");
  };
  const both = [
    store.setInference(id, { model: "a" }),
    store.setInference(id, { effort: "low" }),
    store.setInference(id, { model: "claude/b" }),
  ];
  expect(store.state.get().threads[id]).toMatchObject({ effort: "low", model: "claude/b" });
  isAway = false;
  await Promise.all(both);
  const { threads } = await until((state) => state.threads[id]?.model === "claude/b");
  expect(threads[id]?.effort).toBe("low");
  expect(fixture.server.model.threads.get(id)).toMatchObject({ effort: "low", model: "claude/b" });
  await store.setInference(id, { model: null });
  expect(fixture.server.model.threads.get(id)?.model).toBeUndefined();
  expect(fixture.server.model.threads.get(id)?.effort).toBe("low");
});

test("what is chosen for a thread that is not sent yet goes out with its first message", async () => {
  await using fixture = new StoreFixture();
  const { store, until } = await fixture.start();
  let isAway = true;
  fixture.server.intercept = (path) => {
    if (path === "messages.say" && isAway) throw new Refusal("too_large");
  };
  const { threadId, id } = store.say({ threadId: null, text: "hi", effort: "low", model: "a" });
  await until((state) => state.outbox[0]?.state === "refused");
  expect(threadById(store.state.get(), threadId)?.effort).toBe("low");
  expect(threadById(store.state.get(), threadId)?.model).toBe("a");
  await store.setInference(threadId, { effort: "high" });
  expect(threadById(store.state.get(), threadId)?.effort).toBe("high");
  isAway = false;
  store.retry(id);
  await until(({ threads }) => threads[threadId]?.effort === "high");
  expect(fixture.server.model.threads.get(threadId)).toMatchObject({ effort: "high", model: "a" });
});
