import { describe, expect, test } from "bun:test";
import { addSample, type Clock, FlushPauses, longestPauseMs, pauseAfter } from "./flush-pause.ts";

/** A clock whose sleeps end at once, each so many milliseconds late, and what it was asked for. */
function lateClock(lateMs: () => number): Clock & { asked: number[]; rest(ms: number): void } {
  let now = 1_000;
  const asked: number[] = [];
  return {
    asked,
    now: () => now,
    rest: (ms) => void (now += ms),
    async sleep(ms) {
      asked.push(ms);
      now += ms + lateMs();
    },
  };
}

describe("the pause", () => {
  test("on a node that keeps up depends on the number of writers alone", () => {
    const usual = (writers: number, lag: number) => pauseAfter(writers, { lag, isBehind: false });
    for (const lag of [0, 1, 3]) {
      expect(usual(1, lag)).toBeCloseTo(4.3);
      expect(usual(20, lag)).toBeCloseTo(10);
      expect(usual(1_000, lag)).toBe(20);
    }
  });

  test("grows with the lag, and is never longer than its bound", () => {
    const lags = [0, 2, 4, 6, 10, 15, 20, 40, 1_000];
    for (const writers of [1, 30, 400]) {
      const pauses = lags.map((lag) => pauseAfter(writers, { lag, isBehind: false }));
      expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
      expect(pauses.at(-1)).toBe(longestPauseMs);
      expect(pauses[2]).toBeGreaterThan(pauses[1] ?? Number.NaN);
    }
  });

  test("is the usual one while a flood waits to be written", () => {
    expect(pauseAfter(400, { lag: 1_000, isBehind: true })).toBe(20);
  });
});

describe("the lag", () => {
  test("is an average that approaches what is measured, and forgets", () => {
    let lag = { ms: 0, at: 0 };
    for (let at = 50; at <= 2_000; at += 50) lag = addSample(lag, { lateMs: 10, at });
    expect(lag.ms).toBeGreaterThan(9.9);
    expect(lag.ms).toBeLessThanOrEqual(10);
    for (let at = 2_050; at <= 4_000; at += 50) lag = addSample(lag, { lateMs: 0, at });
    expect(lag.ms).toBeLessThan(0.1);
  });

  test("takes as long to follow, whether samples are frequent or rare", () => {
    const after = (everyMs: number) => {
      let lag = { ms: 0, at: 0 };
      for (let at = everyMs; at <= 240; at += everyMs) lag = addSample(lag, { lateMs: 10, at });
      return lag.ms;
    };
    expect(after(10)).toBeCloseTo(after(60));
  });

  test("is not that of one late timer, however late it was", () => {
    for (const lateMs of [30, 100, 3_600_000]) {
      const lag = addSample({ ms: 0, at: 0 }, { lateMs, at: 60_000 + lateMs });
      expect(lag.ms).toBeLessThanOrEqual(12);
    }
  });

  test("is what is measured, however long the flushes between two pauses take", () => {
    for (const flushMs of [5, 100, 500]) {
      let lag = { ms: 0, at: 0 };
      for (let i = 1; i <= 60; i++) lag = addSample(lag, { lateMs: 15, at: i * (flushMs + 20) });
      expect(lag.ms).toBeCloseTo(15, 0);
    }
  });
});

describe("pauses", () => {
  test("get longer while the loop is late, and short again afterwards", async () => {
    let lateMs = 0;
    const clock = lateClock(() => lateMs);
    const pauses = new FlushPauses(clock);
    const pauseOften = async () => {
      for (let i = 0; i < 100; i++) await pauses.pause(200, false);
      return clock.asked.at(-1);
    };
    expect(await pauseOften()).toBe(20);
    lateMs = 40;
    expect(await pauseOften()).toBe(longestPauseMs);
    lateMs = 1;
    expect(await pauseOften()).toBe(20);
  });

  test("are not lengthened by a lag of long ago", async () => {
    let lateMs = 40;
    const clock = lateClock(() => lateMs);
    const pauses = new FlushPauses(clock);
    for (let i = 0; i < 100; i++) await pauses.pause(1, false);
    lateMs = 0;
    clock.rest(10_000);
    pauses.rested();
    await pauses.pause(1, false);
    expect(clock.asked.at(-1)).toBeCloseTo(4.3);
  });
});
