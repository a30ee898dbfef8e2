import { afterAll, beforeAll, expect, test } from "bun:test";
import { z } from "zod";
import { type DatabaseClient, openDatabase } from "../db/client.ts";
import { RequestError } from "../errors.ts";
import { noticeChannels } from "../streams/notices.ts";
import {
  type CacheNodeChange,
  type CacheSource,
  createSource,
  openCacheNode,
} from "../../../testing/server/cache-node.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { interceptSql } from "../../../testing/server/intercept-sql.ts";
import { forgetCached } from "./forget-cached.ts";
import { present } from "../../../testing/present.ts";
import { untilTrue } from "../../../testing/until.ts";

let database: TestDatabase;
let client: DatabaseClient;
beforeAll(async () => {
  database = await createTestDatabase();
  client = openDatabase(database.url, 20);
}, 30_000);
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const hour = 3_600_000;
const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

const openNode = (source: CacheSource, change?: CacheNodeChange) =>
  openCacheNode(client, source, change);

/** What is stored looks as if it had been so much earlier. */
const ageRow = (key: string, interval: string) =>
  client.sql`
    update cache_entries set fresh_until = fresh_until - ${interval}::interval,
      stale_until = stale_until - ${interval}::interval, lease_until = lease_until - ${interval}::interval
    where key = ${key}`;

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "ok",
    (error: unknown) => (error instanceof RequestError ? error.code : String(error)),
  );

test("a hundred who ask at once, on each of three nodes, make one reading", async () => {
  const source = createSource();
  await using one = await openNode(source);
  await using two = await openNode(source);
  await using three = await openNode(source);
  const nodes = [one, two, three];
  const all = nodes.flatMap(({ get }) => Array.from({ length: 100 }, () => get("many")));
  (await source.reading(1)).answer("read");
  expect(new Set(await Promise.all(all))).toEqual(new Set(["read"]));
  expect(source.asked).toHaveLength(1);
  const counted = await Promise.all(nodes.map(({ counts }) => counts()));
  const misses = counted.map(({ cacheMisses = 0 }) => cacheMisses);
  expect(sorted(misses)).toEqual([0, 0, 100]);
  const fromTable = counted.map((each) => each["cacheHits table"] ?? 0);
  expect(sorted(fromTable)).toEqual([0, 100, 100]);
});

test("memory answers until its time is over; then the table does, for all nodes the same", async () => {
  const source = createSource();
  source.answerAlways(() => `reading ${source.asked.length}`);
  await using node = await openNode(source);
  await using other = await openNode(source);
  expect(await node.get("ttl")).toBe("reading 1");
  expect(await other.get("ttl")).toBe("reading 1");
  await other.untilHeard((payload) => payload.endsWith("|ttl"));
  for (let i = 0; i < 3; i++) await other.get("ttl");
  const { "cacheHits memory": fromMemory = 0 } = await other.counts();
  expect(fromMemory).toBeGreaterThanOrEqual(2);
  other.age(hour + 1);
  expect(await other.get("ttl")).toBe("reading 1");
  expect((await other.counts())["cacheHits memory"]).toBe(fromMemory);
  await ageRow("ttl", "26 hours");
  other.age(hour + 1);
  expect(await other.get("ttl")).toBe("reading 2");
});

test("a value past its time is given at once, while one node reads it anew", async () => {
  const source = createSource();
  await using node = await openNode(source);
  await using other = await openNode(source);
  const first = node.get("stale");
  (await source.reading(1)).answer("old");
  await first;
  await ageRow("stale", "2 hours");
  node.age(2 * hour);
  expect(await Promise.all([node.get("stale"), other.get("stale"), other.get("stale")])).toEqual([
    "old",
    "old",
    "old",
  ]);
  const refresh = await source.reading(2);
  expect(await other.get("stale")).toBe("old");
  refresh.answer("new");
  // The first notice was of the old one.
  await other.untilHeard((payload) => /\|[^|]+\|stale$/.test(payload), 2);
  await untilTrue("the new value", async () => (await node.get("stale")) === "new");
  await untilTrue("the new value", async () => (await other.get("stale")) === "new");
  expect(source.asked).toHaveLength(2);
  expect((await other.counts())["cacheStale revalidate"]).toBeGreaterThanOrEqual(3);
});

test("what cannot be read any more stands in, and is counted as an error, with a pause between tries", async () => {
  const source = createSource();
  await using node = await openNode(source);
  await using other = await openNode(source);
  const first = node.get("down");
  (await source.reading(1)).answer("kept");
  await first;
  await ageRow("down", "2 hours");
  node.age(2 * hour);
  expect(await node.get("down")).toBe("kept");
  const failing = await source.reading(2);
  // The first notice was of what is kept.
  const gaveUp = other.untilHeard((payload) => payload.endsWith("|down"), 2);
  failing.answer(new RequestError("unavailable", "down"));
  await gaveUp;
  await ageRow("down", "-1 hour");
  await client.sql`update cache_entries set fresh_until = now() - interval '1 second' where key = 'down'`;
  expect(await other.get("down")).toBe("kept");
  expect((await other.counts())["cacheStale error"]).toBe(1);
  expect(source.asked).toHaveLength(2);
  await ageRow("down", "2 hours");
  expect(await other.get("down")).toBe("kept");
  (await source.reading(3)).answer("back");
  await untilTrue("a value again", async () => (await other.get("down")) === "back");
});

test("without a stale value, callers get the error, and for a while no node retries", async () => {
  const source = createSource();
  await using node = await openNode(source);
  await using other = await openNode(source);
  const asking = [node, other].map(({ get }) => codeOf(get("cold")));
  (await source.reading(1)).answer(new RequestError("unavailable", "down"));
  expect(await Promise.all(asking)).toEqual(["unavailable", "unavailable"]);
  expect(await codeOf(other.get("cold"))).toBe("unavailable");
  expect(source.asked).toHaveLength(1);
  await ageRow("cold", "3 seconds");
  const again = other.get("cold");
  (await source.reading(2)).answer("there");
  expect(await again).toBe("there");
});

test("what is not there is remembered too, for a shorter time", async () => {
  const source = createSource();
  source.answerAlways(() => (source.asked.length === 1 ? null : "made"));
  await using node = await openNode(source);
  await using other = await openNode(source);
  expect(await node.get("none")).toBeNull();
  expect(await other.get("none")).toBeNull();
  expect((await other.counts())["cacheNegativeHits"]).toBe(1);
  await ageRow("none", "61 seconds");
  other.age(61_000);
  expect(await other.get("none")).toBe("made");
});

test("what is forgotten in a transaction is read anew on every node once that commits", async () => {
  const source = createSource();
  source.answerAlways(() => `reading ${source.asked.length}`);
  await using node = await openNode(source);
  await using other = await openNode(source);
  await other.get("forget");
  await node.get("forget");
  await client.db.transaction((tx) => forgetCached(tx, { kind: "workflow", key: "forget" }));
  await Promise.all(
    [node, other].map((each) => each.untilHeard((said) => said === "workflow||forget")),
  );
  expect(await Promise.all([node.get("forget"), other.get("forget")])).toEqual([
    "reading 2",
    "reading 2",
  ]);
});

test("what was being read when it was forgotten is not kept", async () => {
  const source = createSource();
  await using node = await openNode(source);
  const before = node.get("overtaken");
  const reading = await source.reading(1);
  await forgetCached(client.db, { kind: "workflow", key: "overtaken" });
  await node.untilHeard((said) => said === "workflow||overtaken");
  const after = node.get("overtaken");
  (await source.reading(2)).answer("new");
  expect(await after).toBe("new");
  reading.answer("old");
  expect(await before).toBe("old");
  expect(await node.get("overtaken")).toBe("new");
});

test("a reader that dies is taken over", async () => {
  const source = createSource();
  await using node = await openNode(source);
  await client.sql`
    insert into cache_entries (kind, key, lease, lease_until)
    values ('workflow', 'dead', 'somebody', now() + interval '300 milliseconds')`;
  const asking = node.get("dead");
  (await source.reading(1)).answer("taken over");
  expect(await asking).toBe("taken over");
  expect((await node.counts())["cacheTakeovers"]).toBe(1);
});

test("a node that ends leaves its reading to others at once", async () => {
  const source = createSource();
  const ending = await openNode(source);
  await using other = await openNode(source);
  const lost = codeOf(ending.get("ending"));
  await source.reading(1);
  const waiting = other.get("ending");
  await ending[Symbol.asyncDispose]();
  expect(await lost).toContain("Abort");
  (await source.reading(2)).answer("read by the other");
  expect(await waiting).toBe("read by the other");
});

test("a caller without a notice polls", async () => {
  const source = createSource();
  await using node = await openNode(source);
  await using deaf = await openNode(source, { isDeaf: true });
  const first = node.get("unheard");
  const reading = await source.reading(1);
  const waiting = deaf.get("unheard");
  reading.answer("read");
  expect(await Promise.all([first, waiting])).toEqual(["read", "read"]);
  await ageRow("unheard", "2 days");
  deaf.cache.distrust();
  const again = deaf.get("unheard");
  (await source.reading(2)).answer("read anew");
  expect(await again).toBe("read anew");
});

test("what another version of this program stored, and does not fit, is read anew", async () => {
  const source = createSource();
  source.answerAlways(() => (source.asked.length === 1 ? "old shape" : "new: shape"));
  await using node = await openNode(source);
  expect(await node.get("shape")).toBe("old shape");
  await using newer = await openNode(source, { schema: z.string().startsWith("new: ") });
  expect(await newer.get("shape")).toBe("new: shape");
  expect(source.asked).toHaveLength(2);
});

test.each([
  ["refuses", () => Promise.reject<never>(new Error("no database"))],
  ["says nothing", () => new Promise<never>(() => {})],
] as const)("while the table %s, memory stands in", async (how, fail) => {
  const source = createSource();
  source.answerAlways(() => "held");
  let isAway = false;
  const sql = interceptSql(client.sql, (_, run) => (isAway ? fail() : run()));
  await using node = await openNode(source, { sql });
  await node.get(how);
  await node.untilHeard((said) => said.endsWith(`|${how}`));
  await node.get(how);
  isAway = true;
  expect(await node.get(how)).toBe("held");
  node.cache.distrust();
  expect(await node.get(how)).toBe("held");
  expect((await node.counts())["cacheStale error"]).toBe(1);
  if (how === "refuses") expect(await codeOf(node.get("elsewhere"))).toContain("no database");
});

test("memory is bounded: what was used longest ago goes first", async () => {
  const source = createSource();
  source.answerAlways((key) => key);
  await using node = await openNode(source);
  await client.sql`
    insert into cache_entries (kind, key, value, version, fresh_until, stale_until)
    select 'workflow', 'bound' || i, '"x"', 'v', now() + interval '1 hour', now() + interval '1 hour'
    from generate_series(1, 1010) i`;
  for (let i = 1; i <= 1_000; i++) await node.get(`bound${i}`);
  await node.get("bound1");
  for (let i = 1_001; i <= 1_010; i++) await node.get(`bound${i}`);
  expect(node.cache.size).toBe(1_000);
  const before = present((await node.counts())["cacheHits memory"]);
  await node.get("bound1");
  expect(await node.counts()).toMatchObject({
    "cacheEvictions memory": 10,
    "cacheHits memory": before + 1,
  });
});

test("a notice that is none is let pass", async () => {
  await using node = await openNode(createSource());
  for (const payload of ["", "workflow", "nothing|x|y", "workflow|x"]) node.cache.hear(payload);
  await client.sql.notify(noticeChannels.cache, "odd");
  await node.untilHeard((said) => said === "odd");
});
