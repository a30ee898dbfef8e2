import { expect, test } from "bun:test";
import { present } from "../../../testing/present.ts";
import { type Waiter, WaitingLine } from "./waiting-line.ts";

/** A line whose pause a test moves, and what has happened in it. */
function openLine(pauseMs: number) {
  let until = performance.now() + pauseMs;
  let emptied = 0;
  const passed: string[] = [];
  const told: string[] = [];
  const line = new WaitingLine(
    () => until,
    () => emptied++,
  );
  return {
    line,
    passed,
    told,
    get emptied() {
      return emptied;
    },
    move(ms: number) {
      until = performance.now() + ms;
      line.changed();
    },
    /** A call of the line has been answered. */
    answer() {
      until = 0;
      line.changed();
    },
    async join(userId: string, name: string, more: Partial<Waiter> = {}) {
      const { signal } = new AbortController();
      const since = performance.now();
      await line.join({ userId, since, signal, told: () => void told.push(name), ...more });
      passed.push(name);
    },
  };
}

test("people take turns, however many calls one of them has", async () => {
  const open = openLine(30);
  const crowd = ["a1", "a2", "a3", "a4"].map((name) => open.join("a", name));
  void present(crowd[0]).then(() => open.answer());
  await Promise.all([...crowd, open.join("b", "b1"), open.join("c", "c1")]);
  expect(open.passed).toEqual(["a1", "b1", "c1", "a2", "a3", "a4"]);
  expect(open.told).toEqual(["a1", "a2", "a3", "a4", "b1", "c1"]);
  expect(open.line.length).toBe(0);
  expect(open.emptied).toBe(1);
});

test("no call passes before the pause is over, and they do not pass together", async () => {
  const startedAt = performance.now();
  const open = openLine(120);
  const passedAt = ["a1", "a2", "a3"].map(async (name) => {
    await open.join("a", name);
    open.answer();
    return performance.now() - startedAt;
  });
  const [first = 0, second = 0, third = 0] = await Promise.all(passedAt);
  expect(first).toBeGreaterThanOrEqual(119);
  expect(second - first).toBeGreaterThan(30);
  expect(third - second).toBeGreaterThan(30);
});

test("a pause that is prolonged is told again, and holds those who are left", async () => {
  const open = openLine(10);
  const first = open.join("a", "a1");
  const second = open.join("a", "a2");
  await first;
  open.move(700);
  const prolongedAt = performance.now();
  await second;
  expect(performance.now() - prolongedAt).toBeGreaterThanOrEqual(699);
  expect(open.told).toEqual(["a1", "a2", "a2"]);
});

test("a pause that ends early lets them pass at once", async () => {
  const open = openLine(60_000);
  const waiting = open.join("a", "a1");
  open.move(0);
  await waiting;
  expect(open.passed).toEqual(["a1"]);
});

test("a call that is stopped leaves the line", async () => {
  const open = openLine(60_000);
  const stop = new AbortController();
  const stopped = open.join("a", "a1", { signal: stop.signal });
  const other = open.join("b", "b1");
  stop.abort(new Error("stop"));
  expect(stopped).rejects.toThrow("stop");
  expect(open.line.length).toBe(1);
  open.move(0);
  await other;
  expect(open.passed).toEqual(["b1"]);
  expect(open.emptied).toBe(1);
});

test("one call tests the end of a pause, and the others wait for its outcome", async () => {
  const open = openLine(20);
  const calls = ["a1", "b1", "c1"].map((name) => open.join(name.slice(0, 1), name));
  await calls[0];
  const sentAt = performance.now();
  // It is refused: the pause begins again.
  open.move(300);
  await calls[1];
  expect(performance.now() - sentAt).toBeGreaterThanOrEqual(299);
  expect(open.passed).toEqual(["a1", "b1"]);
  open.answer();
  await calls[2];
});

test("a call that is silent for a second has been accepted", async () => {
  const open = openLine(20);
  const [first, second] = [open.join("a", "a1"), open.join("b", "b1")];
  await first;
  const sentAt = performance.now();
  await second;
  expect(performance.now() - sentAt).toBeGreaterThanOrEqual(990);
});

test("a call that was refused has its turn again, and a user's oldest call goes first", async () => {
  const open = openLine(60_000);
  const [young, other] = [open.join("a", "young"), open.join("b", "other")];
  const back = open.join("c", "back", { isBack: true, since: 1 });
  const old = open.join("a", "old", { since: 2 });
  expect(open.line.oldestSince).toBe(1);
  void back.then(() => open.answer());
  open.move(0);
  await Promise.all([young, other, back, old]);
  expect(open.passed).toEqual(["back", "old", "other", "young"]);
  expect(open.line.oldestSince).toBe(Infinity);
});
