import { afterEach, beforeEach, describe, expect, jest, test } from "bun:test";
import { idleStepMs, liveStepMs, Pace } from "./pace.ts";

/** `performance.now()` moves with the timers of a test. */
let now = 0;
const realNow = performance.now.bind(performance);

beforeEach(() => {
  jest.useFakeTimers();
  now = 0;
  performance.now = () => now;
});
afterEach(() => {
  jest.useRealTimers();
  performance.now = realNow;
});

/** Lets time pass in steps of the quick clock. */
function pass(ms: number) {
  for (let left = ms; left > 0; left -= liveStepMs) {
    now += liveStepMs;
    jest.advanceTimersByTime(liveStepMs);
  }
}

/** A task that counts its runs. */
function counting(liveMs: number, idleMs: number) {
  const task = { liveMs, idleMs, runs: 0, run: () => void task.runs++ };
  return task;
}

describe("a node's pace", () => {
  test("is quick while the node is used, and slow a while after its last use", () => {
    using pace = new Pace();
    const task = counting(1_000, idleStepMs);
    pace.every(task);
    pass(4_000);
    expect(task.runs).toBe(4);
    pass(4_000);
    expect(pace.isQuick).toBe(false);
    const runs = task.runs;
    pass(4 * idleStepMs);
    expect(task.runs - runs).toBe(4);
    expect(pace.idleForMs).toBeGreaterThanOrEqual(4 * idleStepMs);
  });

  test("stays quick for as long as anything is live, without a touch", () => {
    let isLive = true;
    using pace = new Pace(() => isLive);
    pass(60_000);
    expect(pace.isQuick).toBe(true);
    expect(pace.idleForMs).toBe(0);
    isLive = false;
    pass(10_000);
    expect(pace.isQuick).toBe(false);
  });

  test("a touch of an idle node runs every task before it returns, and then at the live period", () => {
    using pace = new Pace();
    const look = counting(liveStepMs, idleStepMs);
    const seldom = counting(60_000, 300_000);
    pace.every(look);
    pace.every(seldom);
    pass(20_000);
    const { runs } = look;
    pace.touch();
    expect(look.runs).toBe(runs + 1);
    expect(seldom.runs).toBe(1);
    pass(2_000);
    expect(look.runs).toBe(runs + 5);
    expect(seldom.runs).toBe(1);
  });

  test("tasks of an idle node share wake-ups", () => {
    using pace = new Pace();
    const ranAt: number[] = [];
    for (const idleMs of [idleStepMs, 2 * idleStepMs, 60_000])
      pace.every({ liveMs: 1_000, idleMs, run: () => void ranAt.push(now) });
    pass(20_000);
    ranAt.length = 0;
    pass(10 * idleStepMs);
    expect(ranAt.length).toBeGreaterThan(15);
    expect(new Set(ranAt).size).toBe(10);
  });

  test("what runs while live stops when the node is idle, and starts again with it", () => {
    const seen: string[] = [];
    const pace = new Pace();
    pace.whileLive(() => {
      seen.push("start");
      return () => void seen.push("stop");
    });
    pass(10_000);
    pace.touch();
    pace[Symbol.dispose]();
    expect(seen).toEqual(["start", "stop", "start", "stop"]);
  });

  test("a task that was disposed of, and every task of a pace that was, runs no more", () => {
    const pace = new Pace();
    const [one, other] = [counting(500, 500), counting(500, 500)];
    const ended = pace.every(one);
    pace.every(other);
    pass(1_000);
    ended[Symbol.dispose]();
    pass(1_000);
    pace[Symbol.dispose]();
    pass(1_000);
    pace.touch();
    expect([one.runs, other.runs]).toEqual([2, 4]);
  });
});
