import { and, asc, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { deleteThread } from "../../chat/threads/delete-thread.ts";
import { isNoPreview } from "../../assistants/sessions/named-user.ts";
import { type Page, type PageRequest, toPage } from "./page.ts";

/** A thread of the account that owns the API key, or of a user that its programs named. */
export interface OwnedThread {
  id: string;
  title: string | null;
  createdAt: Date;
  /** The programs' name for the user, or the user's id if they have none. */
  user: string;
  userId: string;
}

const columns = {
  id: threads.id,
  title: threads.title,
  createdAt: threads.createdAt,
  user: sql<string>`coalesce(${users.externalId}, ${users.id})`,
  userId: threads.userId,
};

/**
 * Lists an account's threads by creation time.
 *
 * @throws RequestError `invalid_input` for a cursor that is not one of the account's threads
 */
export async function listOwnedThreads(
  db: Database,
  { ownerId, user }: { ownerId: string; user?: string | undefined },
  request: PageRequest,
): Promise<Page<OwnedThread>> {
  const { after, before, order, limit } = request;
  for (const cursor of [after, before])
    if (cursor !== undefined && !(await findOwned(db, ownerId, cursor)))
      throw new RequestError(
        "invalid_input",
        "Invalid input. The cursor is not one of your threads.",
      );
  const isForwards = after !== undefined || before === undefined;
  const isUp = (order === "asc") === isForwards;
  const direction = isUp ? asc : desc;
  const rows = await db
    .select(columns)
    .from(threads)
    .innerJoin(users, eq(users.id, threads.userId))
    .where(
      and(
        ownedBy(ownerId),
        isNull(threads.trashedAt),
        isNull(threads.temporaryUntil),
        user === undefined ? undefined : eq(columns.user, user),
        beyond(after, order === "asc"),
        beyond(before, order === "desc"),
      ),
    )
    .orderBy(direction(threads.createdAt), direction(threads.id))
    .limit(limit + 1);
  return toPage(rows, request);
}

/** @throws RequestError `not_found`, also for a thread that its user has moved to the trash */
export async function readOwnedThread(
  db: Database,
  ownerId: string,
  id: string,
): Promise<OwnedThread> {
  const thread = await findOwned(db, ownerId, id);
  if (!thread || thread.isTrashed) throw notFound("thread");
  return thread;
}

/**
 * Deletes a thread and everything in it for good, also from the trash.
 *
 * @throws RequestError `not_found`
 */
export async function deleteOwnedThread(db: Database, ownerId: string, id: string): Promise<void> {
  const thread = await findOwned(db, ownerId, id);
  if (!thread) throw notFound("thread");
  await deleteThread(db, { threadId: id, userId: thread.userId });
}

async function findOwned(
  db: Database,
  ownerId: string,
  id: string,
): Promise<(OwnedThread & { isTrashed: boolean }) | undefined> {
  const [row] = await db
    .select({ ...columns, isTrashed: sql<boolean>`${threads.trashedAt} is not null` })
    .from(threads)
    .innerJoin(users, eq(users.id, threads.userId))
    .where(and(eq(threads.id, id), ownedBy(ownerId)));
  return row;
}

function ownedBy(ownerId: string): SQL | undefined {
  return and(or(eq(users.ownerId, ownerId), eq(users.id, ownerId)), isNoPreview);
}

/** SQL condition: created after (or before) the cursor's thread. */
function beyond(cursor: string | undefined, isLater: boolean): SQL | undefined {
  if (cursor === undefined) return undefined;
  const sign = sql.raw(isLater ? ">" : "<");
  return sql`(${threads.createdAt}, ${threads.id}) ${sign} (
    select c.created_at, c.id from ${threads} c where c.id = ${cursor})`;
}
