import { type SQL, sql } from "drizzle-orm";
import type { FoundMessage } from "../../../shared/search.ts";
import type { Database } from "../../platform/db/client.ts";
import { messages as messageTable } from "../../platform/db/schema/threads.ts";
import type { ThreadsInReach } from "../threads/threads-in-reach.ts";
import { foldText } from "./fold-text.ts";
import { foldMessage, hasTerms, makeMessageSnippet } from "./match-text.ts";
import { isBetween } from "./message-times.ts";
import { openCandidates } from "./open-candidates.ts";
import { type Candidate, readCandidates } from "./read-candidates.ts";
import { comparePlaces, type SearchPlace } from "./segment-places.ts";
import type { SearchQuery } from "./search-query.ts";

/** A search in a person's messages. */
export interface MessageSearch {
  userId: string;
  /** Only in these threads; in all if omitted. */
  within: ThreadsInReach | undefined;
  /** SQL condition on `threads`; omitted for all. */
  ofThreads?: SQL | undefined;
  query: SearchQuery;
  /** Where the page before ended; null for the first. */
  from: SearchPlace | null;
  /** Maximum number of messages of the page. */
  limit: number;
}

/** The messages found, newest first, and where to go on; null at the end. */
export interface MessagesFound {
  messages: FoundMessage[];
  next: SearchPlace | null;
}

/** Candidates read at once: a page first, then more, as they match more rarely than expected. */
const batches = { first: 30, most: 120 };

/** After this time a page is returned as it is, in milliseconds. */
const patienceMs = 700;

/**
 * Finds messages that have every term, newest first. Returns after 0.7 s with what it found until
 * then.
 */
export async function searchMessages(db: Database, search: MessageSearch): Promise<MessagesFound> {
  const { query, limit } = search;
  const found: FoundMessage[] = [];
  const until = performance.now() + patienceMs;
  const read =
    query.terms.length > 0 ? await withTerms(db, search, until) : newestFirst(db, search);
  for (let size = batches.first; ; size = Math.min(batches.most, 2 * size)) {
    const { candidates, next } = await read(size);
    for (const candidate of candidates) {
      const message = await judge(candidate, query);
      if (message) found.push(message);
      if (found.length === limit) return { messages: found, next: placeOf(candidate) };
    }
    if (next === null || performance.now() > until) return { messages: found, next };
  }
}

/** Reads some candidates, and tells where to go on; null at the end. */
type CandidateReader = (
  size: number,
) => Promise<{ candidates: Candidate[]; next: SearchPlace | null }>;

/** Reads the messages that probably have the terms, newest first. */
async function withTerms(
  db: Database,
  search: MessageSearch,
  until: number,
): Promise<CandidateReader> {
  const take = await openCandidates(db, search);
  return async (size) => {
    const { places, next } = await take(size, until);
    if (places.length === 0) return { candidates: [], next };
    const ids = sql.param(places.map(({ id }) => id));
    const candidates = await readCandidates(db, search, sql`select unnest(${ids}::text[]) as id`);
    return { candidates: candidates.toSorted(comparePlaces), next };
  };
}

/** Reads all messages, newest first. */
function newestFirst(db: Database, search: MessageSearch): CandidateReader {
  let { from } = search;
  return async (size) => {
    const candidates = await readCandidates(
      db,
      search,
      sql`
        select m.id from ${messageTable} m
        where m.user_id = ${search.userId} and ${isBetween(search.query, from, sql`m.id`)}
        order by m.created_at desc, m.id desc limit ${size}::int`,
    );
    const last = candidates.at(-1);
    from = last ? placeOf(last) : from;
    return { candidates, next: candidates.length < size ? null : from };
  };
}

function placeOf({ createdAt, id }: SearchPlace): SearchPlace {
  return { createdAt, id };
}

/** Text that is compared without a pause, in UTF-16 code units: a millisecond or two. */
const longText = 50_000;

/** What to show of a candidate; null if it does not match after all. */
async function judge(candidate: Candidate, { terms }: SearchQuery): Promise<FoundMessage | null> {
  const { text, files } = candidate;
  if (text === null || (text === "" && files.length === 0)) return null;
  if (text.length > longText) await Bun.sleep(0);
  if (!hasTerms(foldMessage(text, files), terms)) return null;
  return {
    threadId: candidate.threadId,
    threadTitle: candidate.threadTitle,
    messageId: candidate.id,
    role: candidate.role,
    createdAt: new Date(candidate.createdAt).toISOString(),
    snippet: makeMessageSnippet(text, terms),
    files: files.filter((name) => terms.some((term) => hasTerms(foldText(name), [term]))),
  };
}
