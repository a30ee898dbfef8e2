import type { SQL } from "drizzle-orm";
import type { FoundMessage } from "../../../shared/search.ts";
import type { Database } from "../../platform/db/client.ts";
import type { ThreadsInReach } from "../threads/threads-in-reach.ts";
import { fillFilters } from "./fill-filters.ts";
import { foldText } from "./fold-text.ts";
import { hasTerms, makeMessageSnippet, searchedText } from "./match-text.ts";
import { type Candidate, readCandidates, type SearchPlace } from "./read-candidates.ts";
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
  const startedAt = performance.now();
  let { from } = search;
  for (let size = batches.first; ; size = Math.min(batches.most, 2 * size)) {
    const candidates = await readCandidates(db, { ...search, from, limit: size });
    await fillFilters(db, candidates);
    for (const candidate of candidates) {
      from = placeOf(candidate);
      const message = await judge(candidate, query);
      if (message) found.push(message);
      if (found.length === limit) return { messages: found, next: from };
    }
    if (candidates.length < size) return { messages: found, next: null };
    if (performance.now() - startedAt > patienceMs) return { messages: found, next: from };
  }
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
  const folded = `${searchedText(text)}\n${foldText(files.join("\n"))}`;
  if (!hasTerms(folded, terms)) return null;
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
