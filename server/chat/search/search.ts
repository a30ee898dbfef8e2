import type { SearchPage } from "../../../shared/search.ts";
import type { Database } from "../../platform/db/client.ts";
import { RequestError } from "../../platform/errors.ts";
import type { ThreadsInReach } from "../threads/threads-in-reach.ts";
import type { SearchPlace } from "./segment-places.ts";
import { searchMessages } from "./search-messages.ts";
import { parseSearchQuery } from "./search-query.ts";
import { filtersThreads, readThreadFilter } from "./thread-filter.ts";
import { searchThreads } from "./search-threads.ts";

/** A page of a search in a person's chats. */
export interface SearchRequest {
  userId: string;
  /** As typed; see `parseSearchQuery`. */
  query: string;
  /** Only in these threads; in all if omitted. */
  within?: ThreadsInReach | undefined;
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** Maximum number of messages. */
  limit: number;
}

/** Threads on the first page. */
const mostThreads = 8;

const nothing: SearchPage = { threads: [], messages: [], nextCursor: null };

/**
 * Searches a person's messages, file names and titles, from the moment they are stored.
 *
 * @throws RequestError `invalid_input` for a cursor of something else
 */
export async function search(db: Database, request: SearchRequest): Promise<SearchPage> {
  const { userId, within, cursor, limit } = request;
  const query = parseSearchQuery(request.query);
  const { terms, role, hasFile, model, before, after } = query;
  const hasFilter = role !== null || hasFile || [model, before, after].some((one) => one !== null);
  const isOfSome = filtersThreads(query);
  if (terms.length === 0 && !hasFilter && !isOfSome) return nothing;
  const ofThreads = isOfSome ? await readThreadFilter(db, userId, query) : undefined;
  const from = cursor === undefined ? null : readCursor(cursor);
  const hasTitles = from === null && !hasFilter;
  const [threads, { messages, next }] = await Promise.all([
    hasTitles ? searchThreads(db, { userId, within, ofThreads, terms, limit: mostThreads }) : [],
    searchMessages(db, { userId, within, ofThreads, query, from, limit }),
  ]);
  return { threads, messages, nextCursor: next && `${next.createdAt}/${next.id}` };
}

const cursorForm = /^(\d{1,15})\/(cmsg_[0-9a-f]{32}|[a-z]+_[0-9a-f]{32})$/;

function readCursor(cursor: string): SearchPlace {
  const [, createdAt = "", id = ""] = cursorForm.exec(cursor) ?? [];
  if (id === "" || Number.isNaN(new Date(Number(createdAt)).getTime()))
    throw new RequestError("invalid_input", "This cursor does not belong to this search.");
  return { createdAt: Number(createdAt), id };
}
