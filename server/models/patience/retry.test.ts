import { expect, test } from "bun:test";
import { ProviderError } from "../provider.ts";
import { delayBeforeRetry, pause } from "./retry.ts";

const retries = { max: 3, baseDelayMs: 100, maxDelayMs: 300 };
const down = new ProviderError("provider_unavailable", "HTTP 500");

test("pauses double up to the longest, and are random from half to all of it", () => {
  const delays = (random: number) =>
    [0, 1, 2, 3].map((retry) => delayBeforeRetry(down, { retry, retries }, () => random));
  expect(delays(0)).toEqual([50, 100, 150, null]);
  expect(delays(1)).toEqual([100, 200, 300, null]);
});

test("a provider's own wish comes first, and never too early", () => {
  const asked = (retryAfterMs: number) =>
    new ProviderError("provider_rate_limited", "HTTP 429", { retryAfterMs });
  expect(delayBeforeRetry(asked(250), { retry: 0, retries }, () => 0)).toBe(250);
  expect(delayBeforeRetry(asked(250), { retry: 0, retries }, () => 1)).toBe(350);
  expect(delayBeforeRetry(asked(301), { retry: 0, retries })).toBeNull();
});

test("what would fail again is not tried again", () => {
  expect(
    delayBeforeRetry(new ProviderError("provider_auth", "HTTP 401"), { retry: 0, retries }),
  ).toBeNull();
  expect(delayBeforeRetry(new TypeError("a bug"), { retry: 0, retries })).toBeNull();
});

test("a pause ends at once with the signal's reason", async () => {
  const stop = new AbortController();
  const reason = new Error("stop");
  const paused = pause(60_000, stop.signal);
  stop.abort(reason);
  await expect(paused).rejects.toBe(reason);
  await expect(pause(60_000, stop.signal)).rejects.toBe(reason);
});
