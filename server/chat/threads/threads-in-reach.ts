import { eq, sql, type SQL } from "drizzle-orm";
import type { ChatSessionRight } from "../../assistants/sessions/caller.ts";
import { threads } from "../../platform/db/schema/threads.ts";

/** The threads that a chat session's user is shown. */
export interface ThreadsInReach {
  workflowId: string;
  /** So many of the newest; null for all. */
  newest: number | null;
}

/** What a chat session's history policy shows; undefined for a viewer who came by another way, and is shown all. */
export function threadsInReach(session: ChatSessionRight | null): ThreadsInReach | undefined {
  if (!session) return undefined;
  const { workflowId, history } = session;
  if (!history) return { workflowId, newest: null };
  return { workflowId, newest: history.enabled ? history.recentThreads : 0 };
}

/** Of a row of `threads`: whether it is one of a user's threads in reach. */
export function inReach(userId: string, { workflowId, newest }: ThreadsInReach): SQL {
  if (newest === null) return eq(threads.workflowId, workflowId);
  return sql`${threads.id} in (
    select id from ${threads} newest
    where newest.user_id = ${userId} and newest.workflow_id = ${workflowId}
    order by newest.updated_at desc, newest.id desc limit ${newest}
  )`;
}
