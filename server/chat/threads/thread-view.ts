import { sql } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { threads } from "../../platform/db/schema/threads.ts";

/** The columns of a thread as its owner sees it. */
export const threadColumns = {
  id: threads.id,
  workflowId: threads.workflowId,
  title: threads.title,
  createdAt: threads.createdAt,
  updatedAt: threads.updatedAt,
  unread: threads.unread,
  running: sql<boolean>`exists (select 1 from ${generations} where ${generations.threadId} = ${threads}.${sql.identifier("id")} and ${generations.status} in ('queued', 'running'))`,
};

type ThreadRow = Omit<Thread, "createdAt" | "updatedAt"> & { createdAt: Date; updatedAt: Date };

/** The wire form of a row of `threadColumns`. */
export function toThread(row: ThreadRow): Thread {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
