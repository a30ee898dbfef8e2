import { expect, test } from "bun:test";
import { requestOf } from "../offline/testing/ask-offline.ts";
import { createLog } from "../../platform/log.ts";
import { callPatiently, patienceWith } from "../patience/call-patiently.ts";
import { type Provider, ProviderError } from "../provider.ts";
import { CircuitBoard } from "./circuit-board.ts";
import type { CircuitStore } from "./circuit-table.ts";
import { guardConnection } from "./guard-connection.ts";

/** A table without other nodes: this one knows its own failures. */
const lonely: CircuitStore = {
  recordFailures: () => new Promise(() => {}),
  recordAnswer: async () => {},
  takeProbe: async () => true,
  read: async () => [],
};

const patience = {
  timeouts: { firstByteMs: 10_000, idleMs: 10_000, totalMs: 60_000 },
  retries: { max: 1, baseDelayMs: 10, maxDelayMs: 20_000 },
};

test("a call that is refused again and again gives up after the longest wait", async () => {
  let asked = 0;
  const busy = new ProviderError("provider_rate_limited", "HTTP 429", { retryAfterMs: 1 });
  const provider: Provider = {
    name: "busy",
    stream: (request, sink) =>
      callPatiently(patienceWith(patience, request), sink, async () => {
        asked++;
        throw busy;
      }),
  };
  const board = new CircuitBoard({ store: lonely, log: createLog("silent") });
  const longestWaitMs = 1_600;
  const noSlot = { leave() {} };
  const guarded = guardConnection(provider, {
    board,
    server: "s",
    longestPauseMs: 20_000,
    longestWaitMs,
    slots: { take: async () => noSlot, takeFree: async () => noSlot },
    most: () => null,
  });
  const startedAt = performance.now();
  const waits: number[] = [];
  const { signal } = new AbortController();
  const called = guarded.stream(requestOf(["hello"]), {
    signal,
    write: () => undefined,
    think: () => undefined,
    rethink: () => undefined,
    waiting: (ms) => void waits.push(ms),
  });
  expect(called).rejects.toMatchObject({ code: "provider_rate_limited" });
  await called.catch(() => {});
  expect(performance.now() - startedAt).toBeLessThan(longestWaitMs + 500);
  // More often than there are retries, but not as often as the server would have it.
  expect(asked).toBeGreaterThan(2);
  expect(asked).toBeLessThanOrEqual(1 + longestWaitMs / 500);
  expect(waits.length).toBeGreaterThan(0);
  expect(board.waitingFor("s")).toEqual({ count: 0, oldestSeconds: 0 });
}, 20_000);
