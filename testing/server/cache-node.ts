import { z } from "zod";
import { Cache } from "../../server/platform/cache/cache.ts";
import type { CacheKind } from "../../server/platform/cache/cache-kind.ts";
import type { DatabaseClient } from "../../server/platform/db/client.ts";
import { createLog } from "../../server/platform/log.ts";
import { createMetrics } from "../../server/platform/metrics/create-metrics.ts";
import { Pace } from "../../server/platform/pace.ts";
import { NoticeListener } from "../../server/platform/streams/notices.ts";

const log = createLog("silent");
const hour = 3_600_000;

/** The server behind a cache: the test answers each read. */
export function createSource() {
  const asked: { key: string; answer: (value: string | null | Error) => void }[] = [];
  const waiting = new Set<() => void>();
  let always: ((key: string) => string | null) | null = null;
  return {
    asked,
    /** Answers all reads from here on. */
    answerAlways(answer: (key: string) => string | null) {
      always = answer;
    },
    /** The n-th read, once it has happened. */
    async reading(n: number) {
      for (;;) {
        const reading = asked[n - 1];
        if (reading) return reading;
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
    load(key: string, signal: AbortSignal): Promise<string | null> {
      const { promise, resolve, reject } = Promise.withResolvers<string | null>();
      const answer = (value: string | null | Error) =>
        value instanceof Error ? reject(value) : resolve(value);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      asked.push({ key, answer });
      for (const wake of waiting) wake();
      waiting.clear();
      if (always) answer(always(key));
      return promise;
    },
  };
}

export type CacheSource = ReturnType<typeof createSource>;

/** What differs from a usual node. */
export interface CacheNodeChange {
  schema?: z.ZodType<string>;
  /** The node's connection to the table. */
  sql?: DatabaseClient["sql"];
  /** Whether notifications do not reach its cache. */
  isDeaf?: boolean;
}

/** A node with its own cache, which receives notifications. */
export async function openCacheNode(
  client: Pick<DatabaseClient, "sql" | "url">,
  source: CacheSource,
  change: CacheNodeChange = {},
) {
  await using opening = new AsyncDisposableStack();
  const metrics = createMetrics();
  let now = 0;
  const sql = change.sql ?? client.sql;
  const cache = opening.use(new Cache({ sql, log, metrics, now: () => now }));
  const kind: CacheKind<string> = {
    name: "workflow",
    schema: change.schema ?? z.string(),
    freshMs: hour,
    staleMs: 24 * hour,
    missMs: 60_000,
    load: source.load,
  };
  const reader = cache.open(kind);
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  const ignore = () => {};
  const pace = opening.use(new Pace(() => true));
  const listener = opening.use(
    new NoticeListener(
      {
        url: client.url,
        sql: client.sql,
        nodeId: crypto.randomUUID().slice(0, 8),
        log,
        metrics,
        pace,
        isNeeded: () => true,
      },
      {
        chunks: ignore,
        feed: ignore,
        stop: ignore,
        gone: ignore,
        viewer: ignore,
        circuit: ignore,
        slot: ignore,
        attachment: ignore,
        draft: ignore,
        prompts: ignore,
        announcements: ignore,
        jobs: ignore,
        cache(payload) {
          heard.push(payload);
          if (!change.isDeaf) cache.hear(payload);
          for (const wake of waiting) wake();
          waiting.clear();
        },
        missed: ignore,
      },
    ),
  );
  await listener.start();
  const opened = opening.move();
  return {
    cache,
    get: (key: string) => reader.get(key),
    /** Advances this node's clock by so many milliseconds. */
    age: (ms: number) => {
      now += ms;
    },
    /** Resolves once this many matching notifications have arrived. */
    async untilHeard(fits: (payload: string) => boolean, times = 1) {
      while (heard.filter(fits).length < times)
        await new Promise<void>((resolve) => waiting.add(resolve));
    },
    /** The counters, by metric and labels. */
    async counts() {
      const all = await Promise.all(
        (
          [
            "cacheHits",
            "cacheMisses",
            "cacheStale",
            "cacheNegativeHits",
            "cacheTakeovers",
            "cacheEvictions",
          ] as const
        ).map(async (name) =>
          (await metrics[name].get()).values.map(
            ({ labels, value }) =>
              [
                [name, ...Object.values(labels).filter((label) => label !== "workflow")].join(" "),
                value,
              ] as const,
          ),
        ),
      );
      return Object.fromEntries(all.flat().filter(([, value]) => value > 0));
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
