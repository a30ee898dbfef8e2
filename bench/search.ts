import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Sql } from "postgres";
import { ensureDefaultWorkflow } from "../server/assistants/workflows/ensure-default-workflow.ts";
import { indexMessages } from "../server/chat/search/index-messages.ts";
import { search } from "../server/chat/search/search.ts";
import { openDatabase } from "../server/platform/db/client.ts";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../server/platform/db/migrate.ts";
import { newId } from "../shared/ids.ts";
import { fillMessages } from "./search/fill-messages.ts";
import { createTextMaker } from "./search/make-text.ts";
import { addTrigramIndex, searchByTrigrams } from "./search/trigram-index.ts";

/**
 * `bun run bench:search`: how long a search takes a person with 50,000 of a million messages, beside
 * Postgres's own trigram index on the same messages. `--messages N` takes another number, of which
 * the person has one in twenty.
 */
const { values } = parseArgs({ options: { messages: { type: "string", default: "1000000" } } });
const messages = Number(values.messages);
const rounds = 40;

const maker = createTextMaker(50_000);
const word = (rank: number, i: number) => maker.words[rank + i] ?? "";

/** Each query a person might type, another one each round. */
const queries: Record<string, (round: number) => string> = {
  "one of the most frequent words": (i) => word(5, i),
  "a word of every hundredth message": (i) => word(700, i * 3),
  "a rare word": (i) => word(40_000, i * 50),
  "part of a word": (i) => word(30_000, i * 50).slice(1),
  "three letters": (i) => word(20_000, i * 50).slice(0, 3),
  "two frequent words": (i) => `${word(20, i)} ${word(90, i)}`,
  "a frequent word and a rare one": (i) => `${word(20, i)} ${word(30_000, i * 7)}`,
  "a word that is nowhere": (i) => `zz${i}qqy`,
};

/** The median, the 95th of a hundred and the longest, in milliseconds. */
async function timeAll(run: (query: string) => Promise<unknown>) {
  const rows: { query: string; p50: number; p95: number; most: number }[] = [];
  for (const [query, make] of Object.entries(queries)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now();
      await run(make(round));
      times.push(performance.now() - startedAt);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(share * rounds) - 1] ?? Number.NaN;
    rows.push({ query, p50: at(0.5), p95: at(0.95), most: at(1) });
  }
  return rows;
}

async function run() {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { url } = opening.use(await startEmbeddedPostgres({ dataDir }));
  await migrateDatabase(url);
  const { db } = opening.use(openDatabase(url, 4));
  const { sql } = opening.use(openDatabase(`${url}?statement_timeout=0`, 1));
  await ensureDefaultWorkflow(db, { id: "wf_default" });
  const userId = newId("user");
  await sql`insert into users (id) values (${userId})`;
  await fillMessages(sql, maker, {
    messages,
    ofOne: Math.round(messages / 20),
    ofOthers: 1_000,
    ownerId: userId,
  });
  console.error("· the search index");
  const startedAt = performance.now();
  await indexMessages(db, new AbortController().signal);
  const indexedMs = performance.now() - startedAt;
  console.error("· vacuum");
  await sql`vacuum analyze`;
  const own = await timeAll((query) => search(db, { userId, query, limit: 20 }));
  const ownBytes = await sizeOf(sql, [
    "search_segments",
    "search_pages",
    "unindexed_messages",
    "messages_search_idx",
  ]);
  console.error("· the trigram index");
  await addTrigramIndex(sql);
  const trigrams = await timeAll((query) => searchByTrigrams(sql, { userId, query, limit: 20 }));
  const trigramBytes = await sizeOf(sql, ["messages_trigram_idx"]);
  return { own, trigrams, indexedMs, ownBytes, trigramBytes };
}

/** Of tables with their indexes, and of indexes, in bytes. */
async function sizeOf(sql: Sql, names: readonly string[]): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select sum(pg_total_relation_size(name::regclass))::float8 as bytes
    from unnest(${names}::text[]) as name`;
  return row?.bytes ?? Number.NaN;
}

const result = await run();
console.log(`\n${messages} messages, ${Math.round(messages / 20)} of them the person's; ms\n`);
console.log("| query | p50 | p95 | most | trigram index p50 | p95 | most |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const [i, { query, ...ours }] of result.own.entries()) {
  const theirs = result.trigrams[i];
  const cells = [ours.p50, ours.p95, ours.most, theirs?.p50, theirs?.p95, theirs?.most];
  console.log(`| ${query} | ${cells.map((ms) => ms?.toFixed(1)).join(" | ")} |`);
}
console.log(
  `\nindexed in ${(result.indexedMs / 1_000).toFixed(0)} s; search: ${(result.ownBytes / 2 ** 20).toFixed(0)} MB; trigram index: ${(result.trigramBytes / 2 ** 20).toFixed(0)} MB`,
);
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(
  join(folder, "search.json"),
  `${JSON.stringify({ messages, ...result }, null, 2)}\n`,
);
