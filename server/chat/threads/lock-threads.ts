import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";

/** Several threads, and the user who has to own them. */
export interface ThreadsOfUser {
  threadIds: readonly string[];
  userId: string;
}

/** A thread that no other transaction can change until this one ends. */
export interface OwnThread {
  id: string;
  workflowId: string;
  isTemporary: boolean;
}

/**
 * Locks a user's threads, in the trash or not, until the transaction ends: in the order of their
 * ids, so that two such transactions cannot deadlock. Leaves out ids that are missing or another
 * user's.
 *
 * @throws RequestError `not_found` when none is left
 */
export async function lockThreads(
  tx: Transaction,
  { threadIds, userId }: ThreadsOfUser,
): Promise<OwnThread[]> {
  const locked = await tx
    .select({
      id: threads.id,
      workflowId: threads.workflowId,
      isTemporary: sql<boolean>`${threads.temporaryUntil} is not null`,
    })
    .from(threads)
    .where(
      and(sql`${threads.id} = any(${sql.param(threadIds)}::text[])`, eq(threads.userId, userId)),
    )
    .orderBy(asc(threads.id))
    .for("update");
  if (locked.length === 0) throw notFound("thread");
  return locked;
}
