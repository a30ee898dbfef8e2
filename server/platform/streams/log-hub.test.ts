import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { groupPages } from "./group-pages.ts";
import { LogHub, type LogPosition } from "./log-hub.ts";

interface Entry {
  seq: number;
}

/** The durable side of a hub: logs that only grow, read in pages as a database would. */
class Store {
  readonly logs = new Map<string, Entry[]>();
  reads = 0;

  commit(id: string, count: number): Entry[] {
    const log = this.logs.get(id) ?? [];
    const added = Array.from({ length: count }, (_, i) => ({ seq: log.length + 1 + i }));
    this.logs.set(id, [...log, ...added]);
    return added;
  }

  read(positions: LogPosition[], pageLength: number) {
    this.reads++;
    const rows = positions.flatMap(({ id, after }) =>
      (this.logs.get(id) ?? []).slice(after, after + pageLength).map((entry) => ({ id, entry })),
    );
    return groupPages(rows, pageLength);
  }
}

/**
 * Follows and keeps what it sees. `done` rejects when following does.
 *
 * @param takesEvery of what is offered to its express, it takes every so manieth
 */
function follow(hub: LogHub<Entry>, position: LogPosition, takesEvery = 0) {
  const stop = new AbortController();
  const seen: number[] = [];
  let wake = () => {};
  let offers = 0;
  const see = (entries: readonly Entry[]) => {
    seen.push(...entries.map((entry) => entry.seq));
    wake();
  };
  const express = (entries: readonly Entry[]) => {
    if (takesEvery === 0 || ++offers % takesEvery !== 0) return false;
    see(entries);
    return true;
  };
  const done = (async () => {
    for await (const entries of hub.follow(position, stop.signal, { express })) see(entries);
  })();
  return {
    seen,
    done,
    stop: () => stop.abort(),
    /** Resolves once so many entries have come; to be waited for one at a time. */
    async until(count: number) {
      while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function failOnError(error: unknown): never {
  throw error;
}

describe("every follower sees every entry once and in order", () => {
  const ids = ["a", "b"];
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom("publish", "hint", "lose"),
        id: fc.constantFrom(...ids),
        count: fc.integer({ min: 1, max: 5 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("join"),
        id: fc.constantFrom(...ids),
        count: fc.nat({ max: 20 }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: "hintAll", id: "", count: 0 }) },
  );

  test("whatever is published, hinted or lost, and however long reads take", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 25 }), async (s, steps) => {
        const store = new Store();
        const hub = new LogHub<Entry>(async (positions) => {
          await s.schedule(Promise.resolve(), "statement sent");
          const pages = store.read(positions, 3);
          await s.schedule(Promise.resolve(), "answer on its way");
          return pages;
        }, failOnError);
        const followers: { id: string; after: number; seen: number[]; stop: () => void }[] = [];
        const act = ({ do: what, id, count }: (typeof steps)[number]) => {
          if (what === "hintAll") return hub.hintAll();
          if (what === "join") {
            const after = Math.min(count, store.logs.get(id)?.length ?? 0);
            followers.push({ id, after, ...follow(hub, { id, after }, count % 3) });
            return undefined;
          }
          const added = store.commit(id, count);
          if (what === "publish") hub.publish(id, added);
          return what === "hint" ? hub.hint([id]) : undefined;
        };
        const healed = steps.some((each) => each.do === "lose");
        s.scheduleSequence([
          ...steps.map((each) => async () => act(each)),
          ...(healed ? [async () => hub.hintAll()] : []),
        ]);
        await s.waitIdle();
        for (const { id, after, seen, stop } of followers) {
          stop();
          expect(seen).toEqual(numbers(after + 1, store.logs.get(id)?.length ?? 0));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("a follower that waits gets what another one's read has found", async () => {
    const store = new Store();
    const hub = new LogHub<Entry>(async (positions) => store.read(positions, 3), failOnError);
    store.commit("a", 1);
    const waiting = follow(hub, { id: "a", after: 0 });
    await waiting.until(1);
    store.commit("a", 1);
    const joining = follow(hub, { id: "a", after: 0 });
    await joining.until(2);
    hub.hint(["a"]);
    await waiting.until(2);
    expect(waiting.seen).toEqual([1, 2]);
  });

  test("a slow follower reads what memory no longer holds", async () => {
    const store = new Store();
    const hub = new LogHub<Entry>(async (positions) => store.read(positions, 100), failOnError);
    const stop = new AbortController();
    const steps = hub.follow({ id: "a", after: 0 }, stop.signal);
    hub.publish("a", store.commit("a", 1));
    expect((await steps.next()).value).toEqual([{ seq: 1 }]);
    for (let i = 0; i < 50; i++) hub.publish("a", store.commit("a", 40));
    const seen = [1];
    while (seen.length < 2001) seen.push(...((await steps.next()).value ?? []).map((e) => e.seq));
    stop.abort();
    expect(seen).toEqual(numbers(1, 2001));
  });
});

describe("reading the database", () => {
  test("followers that keep up with what this node publishes never read it", async () => {
    const store = new Store();
    const hub = new LogHub<Entry>(async (positions) => store.read(positions, 100), failOnError);
    store.commit("a", 5);
    const follower = follow(hub, { id: "a", after: 2 });
    await follower.until(3);
    for (let i = 1; i <= 20; i++) {
      hub.publish("a", store.commit("a", 1));
      await follower.until(3 + i);
    }
    expect(store.reads).toBe(1);
  });

  test("many hints while a read is on its way cost one more", async () => {
    const store = new Store();
    const hub = new LogHub<Entry>(async (positions) => store.read(positions, 100), failOnError);
    const followers = ["a", "b", "c"].map((id) => follow(hub, { id, after: 0 }));
    await Bun.sleep(0);
    const before = store.reads;
    for (let i = 0; i < 30; i++) for (const id of ["a", "b", "c"]) store.commit(id, 1);
    for (let i = 0; i < 30; i++) hub.hint(["a", "b", "c"]);
    await Promise.all(followers.map((follower) => follower.until(30)));
    expect(store.reads - before).toBeLessThanOrEqual(2);
  });

  test("a hint for a log without followers here reads nothing", () => {
    const store = new Store();
    const hub = new LogHub<Entry>(async (positions) => store.read(positions, 100), failOnError);
    store.commit("a", 1);
    hub.hint(["a"]);
    hub.hintAll();
    expect(store.reads).toBe(0);
  });

  test("a failed read of hinted logs is tried again, however many hints come meanwhile", async () => {
    const store = new Store();
    const errors: unknown[] = [];
    let failing = false;
    const hub = new LogHub<Entry>(
      async (positions) => {
        if (failing) throw new Error("away");
        return store.read(positions, 100);
      },
      (error) => {
        errors.push(error);
        for (let i = 0; i < 10; i++) hub.hintAll();
        failing = errors.length < 2;
      },
    );
    store.commit("a", 1);
    const follower = follow(hub, { id: "a", after: 0 });
    await follower.until(1);
    failing = true;
    store.commit("a", 1);
    hub.hint(["a"]);
    await follower.until(2);
    expect(errors).toHaveLength(2);
  });

  test("a follower's own failed read is its caller's to know", async () => {
    const away = new Error("away");
    const hub = new LogHub<Entry>(() => Promise.reject(away), failOnError);
    expect(follow(hub, { id: "a", after: 0 }).done).rejects.toBe(away);
  });
});

test("what the express takes is not yielded, and all followers are offered the same array", async () => {
  const store = new Store();
  const hub = new LogHub<Entry>(async (positions) => store.read(positions, 3), failOnError);
  const offered: (readonly Entry[])[] = [];
  const stop = new AbortController();
  const take = (entries: readonly Entry[]) => offered.push(entries) > 0;
  const waiting = [1, 2].map(() =>
    hub.follow({ id: "a", after: 0 }, stop.signal, { express: take }).next(),
  );
  await Bun.sleep(0);
  const entries = store.commit("a", 2);
  hub.publish("a", entries);
  expect(offered).toEqual([entries, entries]);
  expect(offered.every((each) => each === entries)).toBe(true);
  stop.abort();
  hub.publish("a", store.commit("a", 1));
  expect(offered).toHaveLength(2);
  for (const next of waiting) expect((await next).done).toBe(true);
});

describe("the end of following", () => {
  test("an aborted follower ends while it waits", async () => {
    const store = new Store();
    const hub = new LogHub<Entry>(async (positions) => store.read(positions, 100), failOnError);
    store.commit("a", 1);
    const follower = follow(hub, { id: "a", after: 0 });
    await follower.until(1);
    follower.stop();
    await follower.done;
    hub.publish("a", store.commit("a", 1));
    expect(follower.seen).toEqual([1]);
  });

  test("a follower that is behind in a log that was deleted ends", async () => {
    const store = new Store();
    const hub = new LogHub<Entry>(async (positions) => store.read(positions, 10), failOnError);
    const stop = new AbortController();
    const steps = hub.follow({ id: "a", after: 0 }, stop.signal);
    hub.publish("a", store.commit("a", 1));
    await steps.next();
    for (let i = 0; i < 20; i++) hub.publish("a", store.commit("a", 40));
    store.logs.delete("a");
    expect(await steps.next()).toEqual({ done: true, value: undefined });
  });
});
