import { expect, test } from "bun:test";
import { createLog } from "../../platform/log.ts";
import { CircuitBoard } from "./circuit-board.ts";
import type { CircuitStore, Failures } from "./circuit-table.ts";

const key = { server: "a digest", model: "m" };
const busy = { reason: "provider_rate_limited", pauseMs: 5_000, isProbe: false } as const;

/** A board on a store that answers when the test lets it. */
function openBoard(answer: () => Promise<void>) {
  const written: Failures[] = [];
  const store: CircuitStore = {
    async recordFailures(_key, failures) {
      written.push(failures);
      await answer();
    },
    recordAnswer: answer,
    async takeProbe() {
      await answer();
      return false;
    },
    async read() {
      await answer();
      return [];
    },
  };
  return { board: new CircuitBoard({ store, log: createLog("silent") }), store, written };
}

test("a pause holds on this node before the database has answered", () => {
  const { board } = openBoard(() => new Promise(() => {}));
  board.failed(key, busy);
  const ms = board.pausedUntil(key) - performance.now();
  expect(ms).toBeGreaterThan(4_900);
  expect(ms).toBeLessThanOrEqual(5_000);
  expect(board.pausedUntil({ ...key, model: "other" })).toBe(0);
  expect(board.blockedOf(key.server)).toHaveLength(1);
});

test("a thousand failures at once are two statements", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { board, written } = openBoard(() => promise);
  for (let i = 0; i < 999; i++) board.failed(key, { ...busy, pauseMs: null });
  board.failed(key, busy);
  resolve();
  await Bun.sleep(0);
  expect(written.map(({ count }) => count)).toEqual([1, 999]);
  expect(written[1]?.pauseMs).toBe(5_000);
});

test("a database that does not answer takes no model away", async () => {
  const { board } = openBoard(() => Promise.reject(new Error("no database")));
  board.failed(key, { ...busy, pauseMs: null });
  expect(await board.takeProbe(key)).toBe(true);
  expect(board.pausedUntil(key)).toBe(0);
  board.answered(key, performance.now());
  expect(board.find(key)).toEqual([]);
});

test("an answer to an older call does not end a newer pause", () => {
  const { board } = openBoard(() => Promise.resolve());
  const askedAt = performance.now();
  board.failed(key, busy);
  board.answered(key, askedAt - 1);
  expect(board.find(key)).toHaveLength(1);
});

test("models that nothing calls any more leave room for those that fail now", async () => {
  const failedAt = performance.now() - 120_000;
  const old = Array.from({ length: 1_000 }, (_, i) => ({
    server: `removed ${i}`,
    model: "m",
    reason: "provider_unreachable" as const,
    failedAt,
    pausedUntil: null,
    openUntil: failedAt,
  }));
  const { board, store } = openBoard(() => Promise.resolve());
  store.read = async () => old;
  board.distrust();
  await Bun.sleep(0);
  expect(board.find({ server: "removed 999", model: "m" })).toHaveLength(1);
  board.failed(key, busy);
  expect(board.blockedOf(key.server)).toHaveLength(1);
});

test("models that fail take a bounded room", () => {
  const { board } = openBoard(() => new Promise(() => {}));
  for (let i = 0; i < 2_000; i++) board.failed({ ...key, model: `m${i}` }, busy);
  expect(board.blockedOf(key.server)).toHaveLength(1_000);
});
