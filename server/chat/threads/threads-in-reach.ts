import { eq, sql, type SQL } from "drizzle-orm";
import type { ChatSessionRight } from "../../assistants/sessions/caller.ts";
import { threads } from "../../platform/db/schema/threads.ts";

/** The threads that a chat session's user may see. */
export interface ThreadsInReach {
  workflowId: string;
  /** Only this many of the newest; null for all. */
  newest: number | null;
}

/**
 * The threads allowed by a chat session's history policy; undefined for viewers without one, who
 * see all.
 */
export function threadsInReach(session: ChatSessionRight | null): ThreadsInReach | undefined {
  if (!session) return undefined;
  const { workflowId, history } = session;
  if (!history) return { workflowId, newest: null };
  return { workflowId, newest: history.enabled ? history.recentThreads : 0 };
}

/**
 * SQL condition on `threads`: it is one of a user's threads in reach. Temporary chats are in no list,
 * so they do not count among the newest.
 */
export function inReach(userId: string, { workflowId, newest }: ThreadsInReach): SQL {
  if (newest === null) return eq(threads.workflowId, workflowId);
  return sql`${threads.id} in (
    select id from ${threads} newest
    where newest.user_id = ${userId} and newest.workflow_id = ${workflowId} and newest.trashed_at is null
      and newest.temporary_until is null
    order by newest.updated_at desc nulls last, newest.id desc nulls last limit ${newest}
  )`;
}
