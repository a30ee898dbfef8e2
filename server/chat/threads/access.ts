import { and, eq, isNull } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import type { Executor } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { threadColumns, toThread } from "./thread-view.ts";

/** A thread, and the user who has to own it. */
export interface ThreadOfUser {
  threadId: string;
  userId: string;
}

/** @throws RequestError `not_found` when it is missing, in the trash or another user's */
export async function readThread(
  executor: Executor,
  { threadId, userId }: ThreadOfUser,
): Promise<Thread> {
  const [row] = await executor
    .select(threadColumns)
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.userId, userId), isNull(threads.trashedAt)));
  if (!row) throw notFound("thread");
  return toThread(row);
}
