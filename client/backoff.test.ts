import { expect, test } from "bun:test";
import { backoffMs, createPause } from "./backoff.ts";

test("waits grow to a cap and never come in step", () => {
  const backoff = { baseMs: 500, capMs: 10_000 };
  const most = [0, 1, 2, 3, 4, 5, 6, 1_000].map((attempt) => backoffMs(attempt, backoff, () => 1));
  expect(most).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  const least = [0, 1, 1_000].map((attempt) => backoffMs(attempt, backoff, () => 0));
  expect(least).toEqual([250, 500, 5_000]);
});

test("a pause ends when it is skipped, or when its signal aborts", async () => {
  const pause = createPause();
  const abort = new AbortController();
  const waits = [pause.wait(1e8), pause.wait(1e8, abort.signal)];
  abort.abort();
  await waits[1];
  pause.skip();
  await waits[0];
  await pause.wait(1e8, abort.signal);
});
