import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { inReach, type ThreadsInReach } from "../threads/threads-in-reach.ts";
import { hashesOfTerm, searchedLength } from "./search-filter.ts";
import type { SearchQuery } from "./search-query.ts";

/** A place in a person's messages, newest first. */
export interface SearchPlace {
  /** Milliseconds since 1970. */
  createdAt: number;
  id: string;
}

/** What to read candidates of. */
export interface CandidateRequest {
  userId: string;
  within: ThreadsInReach | undefined;
  /** SQL condition on `threads`; omitted for all. */
  ofThreads?: SQL | undefined;
  query: SearchQuery;
  /** Exclusive; null for the newest. */
  from: SearchPlace | null;
  limit: number;
}

/** A message that probably has the terms. */
export interface Candidate {
  id: string;
  createdAt: number;
  threadId: string;
  threadTitle: string | null;
  role: "user" | "assistant";
  /** Null for a message that the query's filters leave out. */
  text: string | null;
  files: readonly string[];
  /** Whether it was stored before messages had filters. */
  isUnfiltered: boolean;
}

/**
 * Elements checked per query. The trigrams of a rare word are frequent, so a few of them are in many
 * messages that do not have the word: with 8 elements, a frequent word and a rare one took three
 * times as long as with 24. A message that lacks the first ones costs no more.
 */
const mostElements = 24;

/**
 * Reads the next messages that probably match, newest first: those whose filters have the terms,
 * and those without a filter. The first part reads no text: the index has all
 * it needs.
 */
export async function readCandidates(
  db: Database,
  { userId, within, ofThreads, query, from, limit }: CandidateRequest,
): Promise<Candidate[]> {
  const passes = sql.join(
    [inThreads(userId, within), ofThreads ?? sql`true`, ...ofFilters(query)],
    sql` and `,
  );
  const rows = await db.execute<CandidateRow>(sql`
    with candidate as materialized (
      select m.id, m.created_at from ${messages} m
      where ${sql.join([ofUser(userId, query), after(from), hasElements(query.terms)], sql` and `)}
      order by m.created_at desc, m.id desc limit ${limit}
    ), judged as materialized (
      select messages.id, messages.thread_id, coalesce(threads.title, threads.provisional_title) as title, messages.role, messages.text, messages.created_at,
        messages.search_filter is null as is_unfiltered, ${passes} as passes
      from candidate
      join ${messages} on messages.id = candidate.id
      join ${threads} on threads.id = messages.thread_id
    )
    select id, thread_id, title, role, created_at, is_unfiltered,
      case when passes then left(text, ${searchedLength}) end as text,
      case when passes and role = 'user' then (
        select json_agg(a.name order by l.position) from ${messageAttachments} l
        join ${attachments} a on a.id = l.attachment_id
        where l.message_id = judged.id and l.thread_id = judged.thread_id
      ) end as files
    from judged order by created_at desc, id desc`);
  return rows.map(toCandidate);
}

interface CandidateRow extends Record<string, unknown> {
  id: string;
  thread_id: string;
  title: string | null;
  role: "user" | "assistant";
  created_at: string;
  is_unfiltered: boolean;
  text: string | null;
  files: string[] | null;
}

function toCandidate(row: CandidateRow): Candidate {
  return {
    id: row.id,
    createdAt: new Date(row.created_at).getTime(),
    threadId: row.thread_id,
    threadTitle: row.title,
    role: row.role,
    text: row.text,
    files: row.files ?? [],
    isUnfiltered: row.is_unfiltered,
  };
}

function ofUser(userId: string, { before, after: since }: SearchQuery): SQL {
  return sql.join(
    [
      sql`m.user_id = ${userId}`,
      ...(before ? [sql`m.created_at < ${before.toISOString()}::timestamptz`] : []),
      ...(since ? [sql`m.created_at >= ${since.toISOString()}::timestamptz`] : []),
    ],
    sql` and `,
  );
}

function after(from: SearchPlace | null): SQL {
  if (!from) return sql`true`;
  return sql`(m.created_at, m.id) < (${new Date(from.createdAt).toISOString()}::timestamptz, ${from.id})`;
}

/** Bits checked, a fixed number: each other number would be one more statement to prepare. */
const bitsChecked = 2 * mostElements;

/** SQL condition: the filter has elements of every term, or there is no filter. */
function hasElements(terms: readonly string[]): SQL {
  const most = Math.max(1, Math.floor(mostElements / Math.max(1, terms.length)));
  const hashes = terms
    .flatMap((term) => hashesOfTerm(term, most))
    .flat()
    .slice(0, bitsChecked);
  const last = hashes.at(-1);
  if (last === undefined) return sql`true`;
  const padded = [...hashes, ...Array.from({ length: bitsChecked - hashes.length }, () => last)];
  const bits = padded.map(
    (hash) =>
      sql`get_bit(m.search_filter, ${hash}::bigint % (8 * octet_length(m.search_filter))) = 1`,
  );
  return sql`(m.search_filter is null or (${sql.join(bits, sql` and `)}))`;
}

function inThreads(userId: string, within: ThreadsInReach | undefined): SQL {
  const kept = sql`${threads.trashedAt} is null and ${threads.temporaryUntil} is null`;
  return within ? sql`${kept} and ${inReach(userId, within)}` : kept;
}

function ofFilters({ role, hasFile, model }: SearchQuery): SQL[] {
  const inMessage = sql`l.message_id = messages.id and l.thread_id = messages.thread_id`;
  return [
    ...(role ? [sql`messages.role = ${role}`] : []),
    ...(hasFile ? [sql`exists (select 1 from ${messageAttachments} l where ${inMessage})`] : []),
    ...(model
      ? [
          sql`exists (select 1 from ${generations} g where g.message_id = messages.id and strpos(lower(g.model), ${model}) > 0)`,
        ]
      : []),
  ];
}
