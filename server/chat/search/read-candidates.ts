import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { messageAttachments } from "../../platform/db/schema/attachments.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { inReach, type ThreadsInReach } from "../threads/threads-in-reach.ts";
import { namesOfFiles } from "./names-of-files.ts";
import type { SearchQuery } from "./search-query.ts";
import { searchedLength } from "./text-elements.ts";

/** Which messages pass. */
export interface CandidateRequest {
  userId: string;
  within: ThreadsInReach | undefined;
  /** SQL condition on `threads`; omitted for all. */
  ofThreads?: SQL | undefined;
  query: SearchQuery;
}

/** A message that may match. */
export interface Candidate {
  id: string;
  createdAt: number;
  threadId: string;
  threadTitle: string | null;
  role: "user" | "assistant";
  /** Null for a message that the query's filters leave out. */
  text: string | null;
  files: readonly string[];
}

/**
 * Reads messages, newest first. The texts of those that do not pass stay in the database.
 *
 * @param candidate SQL that selects their ids as `id`
 */
export async function readCandidates(
  db: Database,
  { userId, within, ofThreads, query }: CandidateRequest,
  candidate: SQL,
): Promise<Candidate[]> {
  const passes = sql.join(
    [
      sql`messages.user_id = ${userId}`,
      inThreads(userId, within),
      ofThreads ?? sql`true`,
      ...ofFilters(query),
    ],
    sql` and `,
  );
  const rows = await db.execute<CandidateRow>(sql`
    with candidate as materialized (${candidate}), judged as materialized (
      select messages.id, messages.thread_id, coalesce(threads.title, threads.provisional_title) as title, messages.role, messages.text, messages.created_at, ${passes} as passes
      from candidate
      join ${messages} on messages.id = candidate.id
      join ${threads} on threads.id = messages.thread_id
    )
    select id, thread_id, title, role, created_at,
      case when passes then left(text, ${searchedLength}) end as text,
      case when passes and role = 'user' then ${namesOfFiles(sql`judged`)} end as files
    from judged order by created_at desc, id desc`);
  return rows.map(toCandidate);
}

interface CandidateRow extends Record<string, unknown> {
  id: string;
  thread_id: string;
  title: string | null;
  role: "user" | "assistant";
  created_at: string;
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
  };
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
