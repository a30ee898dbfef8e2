import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { createTextMaker } from "../../../bench/search/make-text.ts";
import { newId } from "../../../shared/ids.ts";
import { createIndexCheck, indexMessages } from "./index-messages.ts";
import { search } from "./search.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
beforeEach(async () => {
  await stage.sql`delete from threads`;
  await stage.sql`delete from search_segments`;
});

const maker = createTextMaker(3_000);
const isDue = () => createIndexCheck(stage.db)();
const index = () => indexMessages(stage.db, new AbortController().signal);

/** Stores messages by SQL alone, as nodes of every version do, and returns their ids. */
async function store(
  texts: readonly string[],
  { at = Date.parse("2026-05-01"), step = 1_000 } = {},
): Promise<string[]> {
  const { threadId } = await stage.ask("§");
  const rows = texts.map((text, i) => ({
    id: newId("message"),
    text,
    seq: 10 + i,
    at: new Date(at + i * step).toISOString(),
  }));
  await stage.sql`
    insert into messages (id, thread_id, user_id, seq, role, text, created_at)
    select id, ${threadId}, ${stage.userId}, seq, 'user', text, at
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as new(id text, text text, seq int, at timestamptz)`;
  return rows.map(({ id }) => id);
}

const many = (length: number, of = (i: number) => maker.text(i, 12)) =>
  Array.from({ length }, (_, i) => of(i));

/** The ids of all messages that are found, page by page. */
async function find(query: string, { limit = 250, userId = stage.userId } = {}): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search(stage.db, { userId, query, limit, cursor });
    found.push(...page.messages.map(({ messageId }) => messageId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

async function segments() {
  const rows = await stage.sql<{ size: number; isFull: boolean }[]>`
    select size, is_full as "isFull" from search_segments order by newest desc`;
  return [...rows];
}

async function countUnindexed(): Promise<number> {
  const [row] = await stage.sql<{ n: number }[]>`select count(*)::int as n from unindexed_messages`;
  return row?.n ?? Number.NaN;
}

test("a search finds the same messages in the same order before and after they are indexed", async () => {
  const texts = many(1_300);
  const ids = await store(texts);
  const [frequent = "", common = "", rare = ""] = [5, 40, 2_500].map((rank) => maker.words[rank]);
  const queries = [
    common,
    rare,
    rare.slice(1),
    rare.slice(0, 3),
    rare.slice(0, 2),
    `${frequent} ${common}`,
    `${rare} after:2026-05-01 before:2026-05-02`,
  ];
  const expected = (query: string) => {
    const terms = query.split(" ").filter((term) => !term.includes(":"));
    const has = (term: string) => (text: string) =>
      term.length > 2 ? text.includes(term) : ` ${text}`.includes(` ${term}`);
    return ids.filter((_, i) => terms.every((term) => has(term)(texts[i] ?? ""))).toReversed();
  };
  const check = async () => {
    for (const query of queries)
      expect([query, await find(query)]).toEqual([query, expected(query)]);
  };
  await check();
  expect(await isDue()).toBe(true);
  await index();
  expect(await isDue()).toBe(false);
  expect(await segments()).toEqual([{ size: 1_301, isFull: false }]);
  expect(await countUnindexed()).toBe(0);
  await check();
  expect(await find("zzqqx")).toEqual([]);
});

test("few messages are left unindexed, and segments of few are merged in time", async () => {
  for (let round = 0; round < 16; round++) {
    await store(many(256, (i) => `round${round} number${i} ${maker.text(i, 5)}`));
    await index();
    expect((await segments()).length).toBe(round < 15 ? round + 1 : 2);
  }
  // With the sixteen that began the threads.
  expect((await segments()).map(({ size }) => size)).toEqual([4_096, 16]);
  expect(await find("round7")).toHaveLength(256);
  expect(await find("number200")).toHaveLength(16);
  await store(many(200));
  await index();
  expect(await countUnindexed()).toBe(201);
});

test("segments that overlap in time are read together, the newest message first", async () => {
  const at = Date.parse("2026-05-01");
  const odd = await store(
    many(300, (i) => `overlap ${i}`),
    { at: at + 1, step: 2 },
  );
  await index();
  const even = await store(
    many(300, (i) => `overlap ${i}`),
    { at, step: 2 },
  );
  await index();
  const last = await store(
    many(100, (i) => `overlap ${i}`),
    { at: at + 150, step: 4 },
  );
  expect(await segments()).toHaveLength(2);
  const at0 = (id: string) => {
    const number = [odd.indexOf(id), even.indexOf(id), last.indexOf(id)];
    return number[0] !== -1
      ? 1 + 2 * (number[0] ?? 0)
      : number[1] !== -1
        ? 2 * (number[1] ?? 0)
        : 150 + 4 * (number[2] ?? 0);
  };
  const found = await find("overlap", { limit: 33 });
  expect(found).toHaveLength(700);
  expect(new Set(found).size).toBe(700);
  const times = found.map(at0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test("many are indexed at once where the database believes that there are none", async () => {
  await store(many(257));
  await index();
  // What autovacuum does now and then: nearly always, nothing waits.
  await stage.sql`delete from unindexed_messages`;
  await stage.sql`vacuum analyze unindexed_messages`;
  await store(many(4_000, (i) => `multitude ${i}`));
  const start = performance.now();
  await index();
  // Compared with each other, they took over 5 s, and grew with the square of their number.
  expect(performance.now() - start).toBeLessThan(4_000);
  expect(await countUnindexed()).toBeLessThan(257);
}, 40_000);

test("what changes after it was indexed is found as it is now", async () => {
  const ids = await store(many(400, (i) => `before ${i}`));
  await index();
  const [changed = "", moved = "", deleted = "", withFile = ""] = ids;
  const { userId: other, threadId } = await anotherPerson();
  await stage.sql`update messages set text = 'afterwards' where id = ${changed}`;
  await stage.sql`update messages set user_id = ${other}, thread_id = ${threadId} where id = ${moved}`;
  await stage.sql`delete from messages where id = ${deleted}`;
  await attachFile(withFile, "narwhal.pdf");
  const rest = ids.slice(3).toReversed();
  for (let round = 0; round < 2; round++) {
    expect(await find("afterwards")).toEqual([changed]);
    expect(await find("narwhal")).toEqual([withFile]);
    expect(await find("before")).toEqual(rest);
    expect(await find("before", { userId: other })).toEqual([moved]);
    // Then also with the changes in a segment.
    await store(many(300));
    await index();
  }
  expect(await segments()).toHaveLength(3);
});

async function anotherPerson(): Promise<{ userId: string; threadId: string }> {
  const { threadId } = await stage.askAsOther();
  const [row] = await stage.sql`select user_id from threads where id = ${threadId}`;
  return { userId: String(row?.["user_id"]), threadId };
}

async function attachFile(messageId: string, name: string): Promise<void> {
  const id = newId("attachment");
  await stage.sql`
    insert into attachments (id, user_id, workflow_id, kind, name, mime_type, size, status)
    values (${id}, ${stage.userId}, 'wf_default', 'document', ${name}, 'application/pdf', 1, 'ready')`;
  await stage.sql`
    insert into message_attachments (message_id, position, attachment_id, thread_id)
    select id, 0, ${id}, thread_id from messages where id = ${messageId}`;
}

test("a day after a message was deleted, its segment is built without it", async () => {
  const ids = await store(many(300, (i) => (i === 7 ? "the quagga" : `zebra ${i}`)));
  await index();
  await stage.sql`delete from messages where id = ${ids[7] ?? ""}`;
  await index();
  expect(await segments()).toMatchObject([{ size: 301 }]);
  await stage.sql`update search_segments set checked_at = now() - interval '25 hours'`;
  expect(await isDue()).toBe(true);
  await index();
  expect(await segments()).toMatchObject([{ size: 300 }]);
  const [left] = await stage.sql`
    select count(*)::int as n from search_segments where position(${ids[7] ?? ""}::bytea in places) > 0`;
  expect(left).toEqual({ n: 0 });
  expect(await find("zebra")).toHaveLength(299);
  // One with nothing deleted stays as it is.
  await stage.sql`update search_segments set checked_at = now() - interval '25 hours'`;
  await index();
  expect(await isDue()).toBe(false);
  await stage.sql`delete from threads`;
  await stage.sql`update search_segments set checked_at = now() - interval '25 hours'`;
  await index();
  expect(await segments()).toHaveLength(0);
  expect(await countUnindexed()).toBe(0);
});

test("messages of temporary chats are not indexed until the chat is kept", async () => {
  const ids = await store(many(300, (i) => `kiwi ${i}`));
  await stage.sql`update threads set temporary_until = now() + interval '1 day'`;
  await index();
  expect([await find("kiwi"), await segments()]).toEqual([[], []]);
  // There is nothing to do for them.
  expect(await isDue()).toBe(false);
  await stage.sql`update threads set temporary_until = null`;
  expect(await isDue()).toBe(true);
  expect(await find("kiwi")).toEqual(ids.toReversed());
  await index();
  expect(await find("kiwi")).toEqual(ids.toReversed());
});

test("messages of one person that cannot be indexed do not keep the others", async () => {
  const { userId, threadId } = await anotherPerson();
  const ids = await store(many(300, (i) => `plum ${i}`));
  await store(many(300, (i) => `plum ${i}`));
  await stage.sql`
    update messages set user_id = ${userId}, thread_id = ${threadId}, seq = seq + 1000
    where id = any(${ids})`;
  // The segments of the first of them cannot be stored.
  const first = [userId, stage.userId].toSorted()[0] ?? "";
  await stage.sql.unsafe(`alter table search_segments add check (user_id <> '${first}')`);
  expect(await index().catch(String)).toContain("could not index all messages");
  expect(await segments()).toHaveLength(1);
  expect(await find("plum")).toHaveLength(300);
  expect(await find("plum", { userId })).toHaveLength(300);
  await stage.sql`alter table search_segments drop constraint search_segments_user_id_check`;
  await index();
  expect(await segments()).toHaveLength(2);
});

test("a search reads no message that cannot match", async () => {
  await store(many(600));
  await index();
  const before = await scansOfIndexes();
  expect(await find("absentword")).toEqual([]);
  const after = await scansOfIndexes();
  expect(after - before).toBe(0);
});

/** How often indexes of messages were used so far, on any connection of the pool. */
async function scansOfIndexes(): Promise<number> {
  await Promise.all(
    Array.from({ length: 10 }, () => stage.sql`select pg_stat_force_next_flush(), pg_sleep(0.02)`),
  );
  const [row] = await stage.sql<{ scans: number }[]>`
    select sum(idx_scan)::int as scans from pg_stat_user_indexes where relname = 'messages'`;
  return row?.scans ?? Number.NaN;
}

test("messages that were there before the index are noted by the migration", async () => {
  await store(many(50));
  await stage.sql`delete from unindexed_messages`;
  const file = new URL("../../../drizzle/0061_unindexed_messages.sql", import.meta.url);
  await stage.sql.unsafe(await Bun.file(file).text());
  expect(await countUnindexed()).toBe(51);
  expect(await find(maker.words[2] ?? "")).not.toEqual([]);
});
