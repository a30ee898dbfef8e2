import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { createWebOutboxStorage, type OutboxStorage } from "./outbox-storage.ts";
import { entry, file, OutboxHarness, settle } from "../testing/client/outbox-harness.ts";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** `localStorage` as two tabs share it: a change is told to the other tab alone. */
class SharedStorage {
  readonly items = new Map<string, string>();
  readonly tabs: EventTarget[] = [];
  tab(): OutboxStorage {
    const events = new EventTarget();
    this.tabs.push(events);
    const tell = (key: string) =>
      queueMicrotask(() => {
        for (const tab of this.tabs)
          if (tab !== events) tab.dispatchEvent(Object.assign(new Event("storage"), { key }));
      });
    const { items } = this;
    const storage = {
      get length() {
        return items.size;
      },
      key: (i: number) => [...items.keys()][i] ?? null,
      getItem: (key: string) => items.get(key) ?? null,
      setItem(key: string, value: string) {
        items.set(key, value);
        tell(key);
      },
      removeItem(key: string) {
        items.delete(key);
        tell(key);
      },
    };
    return createWebOutboxStorage({ storage, events, prefix: "outbox." });
  }
}

test("tabs show each other's messages, and lose or overwrite none", async () => {
  const shared = new SharedStorage();
  const [a, b] = [new OutboxHarness(shared.tab()), new OutboxHarness(shared.tab())];
  a.connected = b.connected = false;
  const [one, two] = [entry(), entry({ threadId: "cthr_2" })];
  a.outbox.add(one);
  b.outbox.add(two);
  await settle(() => {});
  const ids = [one.id, two.id].sort();
  expect(
    a.outbox.entries
      .get()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids);
  expect(
    b.outbox.entries
      .get()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids);
  expect(shared.items.size).toBe(2);
});

test("another tab sends what a tab wrote only when that does not", async () => {
  const shared = new SharedStorage();
  const [a, b] = [new OutboxHarness(shared.tab()), new OutboxHarness(shared.tab())];
  const one = entry();
  a.outbox.add(one);
  await settle(() => {});
  expect(b.attempts).toEqual([]);
  await a.attempts[0]?.succeed();
  expect(b.outbox.entries.get()).toEqual([]);

  const two = entry();
  a.outbox.add(two);
  a.outbox.close();
  await settle(() => {});
  jest.advanceTimersByTime(5_100);
  expect(b.tried).toEqual([two.id]);
});

test("what one tab discards no other tab sends, even before it hears of that", async () => {
  const shared = new SharedStorage();
  const [a, b] = [new OutboxHarness(shared.tab()), new OutboxHarness(shared.tab())];
  a.connected = b.connected = false;
  const one = entry();
  a.outbox.add(one);
  await settle(() => {});
  expect(b.outbox.entries.get()).toHaveLength(1);
  a.outbox.discard(one.id);
  b.connected = true;
  b.outbox.retry(one.id);
  jest.advanceTimersByTime(60_000);
  expect(b.attempts).toEqual([]);
  expect(b.outbox.entries.get()).toEqual([]);
});

test("a full or forbidden storage keeps the message in memory and sends it", async () => {
  const storage = createWebOutboxStorage({
    storage: {
      length: 0,
      key: () => null,
      getItem: () => null,
      setItem() {
        throw new DOMException("full", "QuotaExceededError");
      },
      removeItem() {},
    },
    events: new EventTarget(),
    prefix: "outbox.",
  });
  const h = new OutboxHarness(storage);
  const one = entry();
  h.outbox.add(one);
  expect(storage.load()).toMatchObject([{ id: one.id, text: "hello" }]);
  await h.attempts[0]?.succeed();
  expect(h.sent).toEqual([one.id]);
});

test("files are stored with their entry; one without any, as older versions wrote it, is read too", () => {
  const shared = new SharedStorage();
  const withFiles = entry({ attachments: [file()] });
  const without = entry({}, 1);
  for (const each of [withFiles, without]) shared.tab().save(each);
  expect(shared.tab().load()).toEqual([withFiles, without]);
});

test("a stored entry that cannot be read is passed over", () => {
  const shared = new SharedStorage();
  shared.items.set("outbox.msg_1", "{");
  shared.items.set("outbox.msg_2", '{"id":1}');
  shared.items.set("outbox.msg_3", JSON.stringify({ ...entry(), attachments: [{ id: "atc_1" }] }));
  shared.items.set("theme", "dark");
  expect(shared.tab().load()).toEqual([]);
});

test("a message to two models is kept, and one whose second reply is unreadable is left out", () => {
  const tab = new SharedStorage();
  const storage = tab.tab();
  const compared = entry({ compareWith: { replyId: "msg_2", model: "second" } });
  storage.save(compared);
  for (const [i, compareWith] of [null, "second", {}, { replyId: "msg_3" }].entries())
    tab.items.set(`outbox.${i}`, JSON.stringify({ ...entry(), compareWith }));
  expect(storage.load()).toEqual([compared]);
});
