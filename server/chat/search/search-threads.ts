import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { FoundThread } from "../../../shared/search.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { newestFirst } from "../threads/newest-first.ts";
import { inReach, type ThreadsInReach } from "../threads/threads-in-reach.ts";
import { foldText } from "./fold-text.ts";
import { hasTerms, makeSnippet } from "./match-text.ts";

/** A search in the titles of a person's threads. */
export interface TitleSearch {
  userId: string;
  /** Only in these threads; in all if omitted. */
  within: ThreadsInReach | undefined;
  /** SQL condition on `threads`; omitted for all. Then titles need no term. */
  ofThreads?: SQL | undefined;
  terms: readonly string[];
  limit: number;
}

/** Titles read: 20,000 take less than a tenth of a second. */
const mostTitles = 20_000;

/** Finds threads whose titles have every term, the most recently used first. */
export async function searchThreads(
  db: Database,
  { userId, within, ofThreads, terms, limit }: TitleSearch,
): Promise<FoundThread[]> {
  if (terms.length === 0 && !ofThreads) return [];
  const own = and(
    eq(threads.userId, userId),
    isNotNull(threads.title),
    isNull(threads.trashedAt),
    isNull(threads.temporaryUntil),
    within && inReach(userId, within),
    ofThreads,
  );
  const ids = findTitles(await readTitles(db, own), { terms, limit });
  if (ids.length === 0) return [];
  const { id, title, updatedAt } = threads;
  const rows = await db
    .select({ id, title: sql<string>`${title}`, updatedAt })
    .from(threads)
    .where(and(own, inArray(id, ids)))
    .orderBy(newestFirst);
  return rows.map((row) => ({
    threadId: row.id,
    title: makeSnippet(row.title, terms),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** Titles, a line each, and the ids of their threads. */
interface Titles extends Record<string, unknown> {
  ids: string;
  titles: string;
}

/** As one row: thousands of rows would take longer to read than the titles to compare. */
async function readTitles(db: Database, own: SQL | undefined): Promise<Titles> {
  const [row] = await db.execute<Titles>(sql`
    select coalesce(string_agg(id, ' '), '') as ids, coalesce(string_agg(title, E'\n'), '') as titles
    from (
      select ${threads.id} as id, translate(${threads.title}, E'\n', ' ') as title from ${threads}
      where ${own} order by ${newestFirst} limit ${mostTitles}::int
    ) own`);
  return row ?? { ids: "", titles: "" };
}

/** The ids of the first threads whose titles have every term. */
function findTitles(
  { ids, titles }: Titles,
  { terms, limit }: Pick<TitleSearch, "terms" | "limit">,
): string[] {
  const found: string[] = [];
  // Most words are in no title.
  if (ids === "" || !hasTerms(foldText(titles), terms)) return found;
  const lines = titles.split("\n");
  for (const [i, id] of ids.split(" ").entries()) {
    if (hasTerms(foldText(lines[i] ?? ""), terms)) found.push(id);
    if (found.length === limit) break;
  }
  return found;
}
