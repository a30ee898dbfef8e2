import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { encodeCursor } from "../../../shared/cursor.ts";
import type { FeedEvent } from "../../../shared/feed-event.ts";
import type { Thread } from "../../../shared/thread.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { LogHub } from "../../platform/streams/log-hub.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { deleteThread } from "../threads/delete-thread.ts";
import { listThreads } from "../threads/list-threads.ts";
import { markThreadRead } from "../threads/mark-read.ts";
import { renameThread } from "../threads/rename-thread.ts";
import { appendFeed } from "./append-feed.ts";
import { createFeedReader, type FeedEntry } from "./feed-log.ts";
import { type FeedStep, watchFeed } from "./watch-feed.ts";

const metrics = createMetrics();
let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

function newNode(onRead = () => {}) {
  const read = createFeedReader(stage.sql);
  return {
    metrics,
    db: stage.db,
    feeds: new LogHub<FeedEntry>(
      (positions) => {
        onRead();
        return read(positions);
      },
      (error) => {
        throw error;
      },
    ),
  };
}

/** The next `count` steps after a cursor. */
async function take(cursor: string | undefined, count: number, node = newNode()) {
  const stop = new AbortController();
  const steps: FeedStep[] = [];
  const request = { userId: stage.userId, cursor };
  if (count === 0) return steps;
  for await (const step of watchFeed(node, request, stop.signal)) {
    steps.push(step);
    if (steps.length === count) break;
  }
  return steps;
}

async function head(): Promise<number> {
  const [row] = await stage.sql<{ head: number }[]>`
    select feed_seq as head from users where id = ${stage.userId}`;
  return row?.head ?? Number.NaN;
}

function at(seq: number): string {
  return encodeCursor(stage.userId, seq);
}

function deleted(threadId: string): FeedEvent {
  return { type: "thread.deleted", threadId };
}

describe("the feed's numbers", () => {
  test("have no gaps and no doubles under concurrent transactions, some rolled back", async () => {
    const before = await head();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        stage.db.transaction(async (tx) => {
          await appendFeed(tx, stage.userId, [deleted(`${i}a`), deleted(`${i}b`)]);
          if (i % 4 === 0) throw new Error("rolled back");
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(30);
    const steps = await take(at(before), 60);
    expect(steps.map((step) => step.cursor)).toEqual(
      Array.from({ length: 60 }, (_, i) => at(before + 1 + i)),
    );
    expect(await head()).toBe(before + 60);
    const ids = steps.map(({ event }) => (event.type === "thread.deleted" ? event.threadId : ""));
    expect(new Set(ids).size).toBe(60);
    for (let i = 0; i < 60; i += 2) expect(ids[i + 1]).toBe(ids[i]?.replace("a", "b") ?? "");
  });

  test("are not given out for a user who is gone", async () => {
    await stage.db.transaction((tx) => appendFeed(tx, "user_gone", [deleted("x")]));
    expect(await stage.sql`select 1 from feed_events where user_id = 'user_gone'`).toHaveLength(0);
  });
});

describe("watching", () => {
  test("resumes after any cursor, in pages or not", async () => {
    await stage.db.transaction((tx) =>
      appendFeed(
        tx,
        stage.userId,
        Array.from({ length: 450 }, (_, i) => deleted(`${i} "quoted" 😀`)),
      ),
    );
    const last = await head();
    const whole = await take(at(0), last);
    expect(whole.map((step) => step.cursor)).toEqual(
      Array.from({ length: last }, (_, i) => at(i + 1)),
    );
    for (const from of [1, 199, 200, 201, last - 1]) {
      expect(await take(at(from), last - from)).toEqual(whole.slice(from));
    }
  });

  test("begins with now without a cursor, and hears of what comes", async () => {
    const begun = Promise.withResolvers<void>();
    const node = newNode(() => begun.resolve());
    const now = await head();
    const coming = take(undefined, 1, node);
    await begun.promise;
    await stage.db.transaction((tx) => appendFeed(tx, stage.userId, [deleted("new")]));
    node.feeds.hintAll();
    expect(await coming).toEqual([{ cursor: at(now + 1), event: deleted("new") }]);
  });

  test("begins with a reset, then goes on from now, with a cursor never given out", async () => {
    const now = await head();
    for (const cursor of [
      at(now + 1),
      at(2 ** 31 - 1),
      "5",
      "",
      "5-ffffffff",
      "x".repeat(10_000),
    ]) {
      const begun = Promise.withResolvers<void>();
      const node = newNode(() => begun.resolve());
      const steps = take(cursor, 2, node);
      // It reads on from where its reset stands.
      await begun.promise;
      await stage.db.transaction((tx) =>
        appendFeed(tx, stage.userId, [deleted(cursor.slice(0, 9))]),
      );
      node.feeds.hintAll();
      const [first, second] = await steps;
      expect(first?.event).toEqual({ type: "reset" });
      expect(second?.event).toEqual(deleted(cursor.slice(0, 9)));
    }
  });

  test("is refused for a user who is gone", async () => {
    const steps = watchFeed(
      newNode(),
      { userId: "user_gone", cursor: undefined },
      AbortSignal.abort(),
    );
    await expect(steps.next()).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a list fetched at any moment and the events after it", () => {
  const action = fc.record({
    do: fc.constantFrom("ask", "reply", "rename", "read", "delete"),
    which: fc.nat({ max: 5 }),
  });

  test("give what a fresh fetch gives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 8 }), async (actions) => {
        const world = createWorld();
        const fetched = [await fetchList()];
        for (const each of actions) {
          // Fetched while the change is under way: on either side of it.
          const [, page] = await Promise.all([world.act(each), fetchList()]);
          fetched.push(page, await fetchList());
        }
        world.end();
        const last = await fetchList();
        for (const page of fetched) {
          const from = Number(page.feedCursor.split("-")[0]);
          const steps = await take(page.feedCursor, (await head()) - from);
          const threads = new Map(page.threads.map((thread) => [thread.id, thread]));
          for (const { event } of steps) put(threads, event);
          expect(sorted([...threads.values()])).toEqual(sorted(last.threads));
        }
      }),
      { numRuns: 12 },
    );
  }, 20_000);

  async function fetchList() {
    return listThreads(stage.db, { userId: stage.userId, limit: 100 });
  }

  function put(threads: Map<string, Thread>, event: FeedEvent): void {
    if (event.type === "thread.put") threads.set(event.thread.id, event.thread);
    if (event.type === "thread.deleted") threads.delete(event.threadId);
  }

  function sorted(threads: Thread[]): Thread[] {
    return threads.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  function createWorld() {
    const worker = startTestWorker(stage);
    const asked: { threadId: string; generationId: string }[] = [];
    const act = async ({ do: what, which }: { do: string; which: number }) => {
      const target = asked[which % Math.max(1, asked.length)];
      if (what === "ask" || !target) return void asked.push(await stage.ask());
      const of = { threadId: target.threadId, userId: stage.userId };
      if (what === "rename") await renameThread(stage.db, of, `title ${Math.random()}`);
      else if (what === "read") await markThreadRead(stage.db, of);
      else if (what === "reply") await reply(target.generationId);
      else {
        asked.splice(asked.indexOf(target), 1);
        await deleteThread(stage.db, of);
      }
    };
    const reply = async (generationId: string) => {
      const n = worker.provider.calls + 1;
      const call = worker.provider.call(n);
      const running = worker.generate(generationId);
      await Promise.race([running, call.then((each) => (each.say("text"), each.finish()))]);
      await running;
    };
    return { act, end: () => worker[Symbol.dispose]() };
  }
});

test("a page ends where it is full of long events, and the watcher misses none of them", async () => {
  const cursor = encodeCursor(stage.userId, await head());
  const count = 40;
  // Repeated text is stored small, and random text as it is.
  const names = Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? "x".repeat(60_000) : Array.from({ length: 900 }, () => Bun.randomUUIDv7()).join(),
  );
  for (const threadId of names) {
    await stage.sql`
      with next as (update users set feed_seq = feed_seq + 1 where id = ${stage.userId} returning id, feed_seq)
      insert into feed_events (user_id, seq, event)
        select id, feed_seq, jsonb_build_object('type', 'thread.deleted', 'threadId', ${threadId}::text) from next`;
  }
  const after = (await head()) - count;
  const [page] = await createFeedReader(stage.sql)([{ id: stage.userId, after }]);
  expect(page?.more).toBe(true);
  const bytes = Buffer.byteLength(JSON.stringify(page?.entries));
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(256 * 1024 + 70_000);
  const steps = await take(cursor, count);
  const told = steps.map(({ event }) => event.type === "thread.deleted" && event.threadId);
  expect(told).toEqual(names);
});
