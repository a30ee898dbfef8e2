import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { createMemoryOutboxStorage } from "./outbox-storage.ts";
import { RequestError } from "./request-error.ts";
import { entry, file, OutboxHarness } from "../testing/client/outbox-harness.ts";
import { present } from "../testing/present.ts";

const unavailable = () => new RequestError("unavailable", "gone");

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("sends at once, and forgets what the server has", async () => {
  const storage = createMemoryOutboxStorage();
  const h = new OutboxHarness(storage);
  const one = entry();
  h.outbox.add(one);
  expect(h.tried).toEqual([one.id]);
  expect(storage.has(one.id)).toBe(true);
  await h.attempts[0]?.succeed();
  expect(h.sent).toEqual([one.id]);
  expect(h.outbox.entries.get()).toEqual([]);
  expect(storage.has(one.id)).toBe(false);
});

test("in one thread a message waits for the one before it, in another it does not", async () => {
  const h = new OutboxHarness();
  const [one, two, other] = [entry(), entry(), entry({ threadId: "cthr_2" })];
  for (const each of [one, two, other]) h.outbox.add(each);
  expect(h.tried).toEqual([one.id, other.id]);
  await h.attempts[0]?.succeed();
  expect(h.tried).toEqual([one.id, other.id, two.id]);
});

test("without a connection it says so after a second and sends when it is back", () => {
  const h = new OutboxHarness();
  h.connected = false;
  h.outbox.add(entry());
  jest.advanceTimersByTime(900);
  expect(h.states).toEqual(["sending"]);
  jest.advanceTimersByTime(200);
  expect(h.states).toEqual(["waiting"]);
  h.connected = true;
  h.outbox.resume();
  expect(h.attempts).toHaveLength(1);
});

test("a lost answer is asked for again under the same id, without waiting once the connection is back", async () => {
  const h = new OutboxHarness();
  const one = entry();
  h.outbox.add(one);
  h.connected = false;
  await h.attempts[0]?.fail(unavailable());
  expect(h.states).toEqual(["sending"]);
  jest.advanceTimersByTime(1_100);
  expect(h.states).toEqual(["waiting"]);
  h.connected = true;
  h.outbox.resume();
  expect(h.tried).toEqual([one.id, one.id]);
});

test("a limit is kept to, also when the connection is new", async () => {
  const h = new OutboxHarness();
  h.outbox.add(entry());
  await h.attempts[0]?.fail(new RequestError("rate_limited", "slow down", { retryAfterMs: 5_000 }));
  expect(h.states).toEqual(["waiting"]);
  const until = present(h.outbox.entries.get()[0]?.retryAt);
  expect(until - Date.now()).toBe(5_000);
  h.outbox.resume();
  jest.advanceTimersByTime(4_900);
  expect(h.attempts).toHaveLength(1);
  jest.advanceTimersByTime(200);
  expect(h.attempts).toHaveLength(2);
  expect(h.states).toEqual(["sending"]);
  expect(present(h.outbox.entries.get()[0]).retryAt).toBeUndefined();
});

test("a refusal stays until the user retries or discards, and does not block other messages", async () => {
  const storage = createMemoryOutboxStorage();
  const h = new OutboxHarness(storage);
  const [one, two] = [entry(), entry({ text: "second" }, 1)];
  h.outbox.add(one);
  h.outbox.add(two);
  await h.attempts[0]?.fail(new RequestError("too_large", "too large"));
  expect(h.states).toEqual(["refused", "sending"]);
  expect(storage.load()[0]).toMatchObject({ state: "refused", error: { code: "too_large" } });
  expect(h.tried).toEqual([one.id, two.id]);
  await h.attempts[1]?.succeed();
  h.outbox.retry(one.id);
  expect(h.tried).toEqual([one.id, two.id, one.id]);
  await h.attempts[2]?.fail(new RequestError("too_large", "too large"));
  expect(h.outbox.discard(one.id)).toEqual({ text: "hello", attachments: [] });
  expect(storage.load()).toEqual([]);
});

test("a message that answers a refused one's reply waits for it", async () => {
  const h = new OutboxHarness();
  const one = entry();
  const two = entry({ parentId: one.replyId });
  h.outbox.add(one);
  h.outbox.add(two);
  await h.attempts[0]?.fail(new RequestError("forbidden", "no"));
  expect(h.tried).toEqual([one.id]);
  h.outbox.retry(one.id);
  await h.attempts[1]?.succeed();
  expect(h.tried).toEqual([one.id, one.id, two.id]);
});

test("a message that answers a discarded one's reply takes its place", async () => {
  const storage = createMemoryOutboxStorage();
  const h = new OutboxHarness(storage);
  const one = entry({ workflowId: "wf_chosen" });
  const two = entry({ parentId: one.replyId, queued: true });
  const three = entry({ parentId: one.replyId, queued: true }, 1);
  for (const each of [one, two, three]) h.outbox.add(each);
  await h.attempts[0]?.fail(new RequestError("forbidden", "no"));
  expect(h.tried).toEqual([one.id]);
  expect(h.outbox.discard(one.id)?.text).toBe(one.text);
  expect(h.tried).toEqual([one.id, two.id]);
  expect(storage.load()).toMatchObject([
    { id: two.id, text: two.text, parentId: null, workflowId: "wf_chosen" },
    { id: three.id, parentId: two.replyId, queued: true },
  ]);
  expect(present(h.outbox.entries.get()[0]).queued).toBeFalsy();
  await h.attempts[1]?.succeed();
  expect(h.tried).toEqual([one.id, two.id, three.id]);
});

test("what is discarded comes back with its files", () => {
  const h = new OutboxHarness();
  h.connected = false;
  const one = entry({ text: "", attachments: [file()] });
  h.outbox.add(one);
  expect(h.outbox.discard(one.id)).toEqual({ text: "", attachments: present(one.attachments) });
  expect(h.outbox.discard(one.id)).toBeNull();
});

test("what another tab has taken back is not given back a second time", () => {
  const storage = createMemoryOutboxStorage();
  const h = new OutboxHarness(storage);
  h.connected = false;
  const one = entry();
  h.outbox.add(one);
  h.outbox.strand([one.id, "msg_unknown"]);
  expect(storage.load()[0]).toMatchObject({ state: "refused", threadDeleted: true });
  h.connected = true;
  h.outbox.retry(one.id);
  expect(h.tried).toEqual([]);
  storage.remove(one.id);
  expect(h.outbox.discard(one.id)).toBeNull();
  expect(h.outbox.entries.get()).toEqual([]);
});

test("an unsent message survives a reload and is sent once a user is signed in", () => {
  const storage = createMemoryOutboxStorage();
  const before = new OutboxHarness(storage);
  before.connected = false;
  const one = entry();
  before.outbox.add(one);
  before.outbox.close();

  const after = new OutboxHarness(storage);
  expect(after.attempts).toEqual([]);
  after.outbox.resume();
  expect(after.tried).toEqual([one.id]);
});

test("an outbox that can only be one user's sends before the user is known", async () => {
  const h = new OutboxHarness(createMemoryOutboxStorage(), true);
  h.userId = null;
  const one = entry();
  h.outbox.add(one);
  expect(h.tried).toEqual([one.id]);
  h.userId = "user_1";
  h.outbox.flush();
  expect(h.outbox.entries.get()).toMatchObject([{ id: one.id, userId: "user_1" }]);
  await h.attempts[0]?.succeed();
  expect(h.sent).toEqual([one.id]);
  expect(h.outbox.entries.get()).toEqual([]);
});

test("no user sends or sees another user's messages", () => {
  const storage = createMemoryOutboxStorage();
  const h = new OutboxHarness(storage);
  h.connected = false;
  h.outbox.add(entry());
  expect(storage.load()[0]?.userId).toBe("user_1");
  h.connected = true;
  h.userId = "user_2";
  h.outbox.resume();
  expect(h.outbox.entries.get()).toEqual([]);
  expect(h.attempts).toEqual([]);
  h.userId = "user_1";
  h.outbox.resume();
  expect(h.attempts).toHaveLength(1);
});

test("what the feed has shown to be stored is not sent again", async () => {
  const h = new OutboxHarness();
  const one = entry();
  h.outbox.add(one);
  h.outbox.acknowledge([one.id]);
  expect(h.outbox.entries.get()).toEqual([]);
  await h.attempts[0]?.fail(unavailable());
  jest.advanceTimersByTime(60_000);
  expect(h.attempts).toHaveLength(1);
});
