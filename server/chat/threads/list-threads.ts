import { and, eq, isNull, sql } from "drizzle-orm";
import type { Project } from "../../../shared/project.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { readFeedCursor } from "../feed/read-feed-head.ts";
import { beforeCursor, cursorOf } from "./list-cursor.ts";
import { listProjects } from "./list-projects.ts";
import { newestFirst } from "./newest-first.ts";
import { threadColumns, toThread } from "./thread-view.ts";
import { inReach, type ThreadsInReach } from "./threads-in-reach.ts";

/** A page of a user's threads. */
export interface ThreadPageRequest {
  userId: string;
  cursor?: string | undefined;
  limit: number;
  /** The archived threads instead of the others. */
  archived?: boolean | undefined;
  /** The threads of a project instead. */
  projectId?: string | undefined;
  /** The threads with a tag instead. */
  tag?: string | undefined;
  /** Only those of a workflow, or only the newest of these; all if omitted. */
  within?: ThreadsInReach | undefined;
}

/** Pinned threads on the first page: more than a person can oversee. */
const mostPinned = 200;

/** Size as JSON at which a page ends early, in bytes: a socket has other traffic too. */
const pageBytes = 256 * 1024;

/**
 * A page, newest first, current as of `feedCursor`. On the first page, pinned threads that are older
 * than its last one come at the end.
 */
export interface ThreadPage {
  threads: Thread[];
  /** All of the user's; on the first page of all threads, unless only some are in reach. */
  projects?: Project[];
  nextCursor: string | null;
  feedCursor: string;
}

/** Lists a user's threads. Page and feed cursor come from one database snapshot. */
export function listThreads(db: Database, request: ThreadPageRequest): Promise<ThreadPage> {
  return db.transaction(
    async (tx) => {
      const feedCursor = await readFeedCursor(tx, request.userId);
      const rows = await tx
        .select(threadColumns)
        .from(threads)
        .where(
          and(
            eq(threads.userId, request.userId),
            isNull(threads.trashedAt),
            isNull(threads.temporaryUntil),
            ofKind(request),
            beforeCursor(request.cursor, threads.updatedAt),
            request.within && inReach(request.userId, request.within),
          ),
        )
        .orderBy(newestFirst)
        .limit(request.limit + 1);
      const page = untilFull(rows.slice(0, request.limit).map(toThread));
      const last = page.at(-1);
      const isFirst = request.cursor === undefined && isOfAll(request);
      const pinned = isFirst ? await readPinned(tx, request) : [];
      const older = pinned.filter(({ id }) => page.every((thread) => thread.id !== id));
      return {
        threads: [...page, ...older],
        ...(isFirst && !request.within ? { projects: await listProjects(tx, request.userId) } : {}),
        nextCursor: rows.length > page.length && last ? cursorOf(last.updatedAt, last.id) : null,
        feedCursor,
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

function untilFull(page: Thread[]): Thread[] {
  let bytes = 0;
  const end = page.findIndex((thread) => {
    bytes += Buffer.byteLength(JSON.stringify(thread));
    return bytes > pageBytes;
  });
  return end === -1 ? page : page.slice(0, end);
}

function isOfAll({ archived, projectId, tag }: ThreadPageRequest): boolean {
  return !archived && projectId === undefined && tag === undefined;
}

/** SQL condition: threads with a tag, a project's, the archived ones, or the others. */
function ofKind({ projectId, tag, archived }: ThreadPageRequest) {
  // The first part is written as in `threads_tagged_idx`.
  if (tag !== undefined)
    return sql`${threads.tags} <> '{}' and ${threads.tags} @> array[${tag}]::text[]`;
  if (projectId !== undefined) return eq(threads.projectId, projectId);
  return archived ? eq(threads.place, "archived") : sql`${threads.place} <> 'archived'`;
}

async function readPinned(
  tx: Transaction,
  { userId, within }: ThreadPageRequest,
): Promise<Thread[]> {
  const rows = await tx
    .select(threadColumns)
    .from(threads)
    .where(
      and(
        eq(threads.userId, userId),
        sql`${threads.place} = 'pinned'`,
        isNull(threads.trashedAt),
        isNull(threads.temporaryUntil),
        within && inReach(userId, within),
      ),
    )
    .orderBy(newestFirst)
    .limit(mostPinned);
  return rows.map(toThread);
}
