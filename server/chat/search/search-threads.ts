import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
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
  );
  const { id, title, updatedAt } = threads;
  const rows = await db
    .select({ id, title: sql<string>`${title}`, updatedAt })
    .from(threads)
    .where(and(own, within && inReach(userId, within), ofThreads))
    .orderBy(newestFirst)
    .limit(mostTitles);
  const found: FoundThread[] = [];
  for (const row of rows) {
    if (!hasTerms(foldText(row.title), terms)) continue;
    found.push({
      threadId: row.id,
      title: makeSnippet(row.title, terms),
      updatedAt: row.updatedAt.toISOString(),
    });
    if (found.length === limit) break;
  }
  return found;
}
