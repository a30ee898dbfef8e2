import { sql, type SQL } from "drizzle-orm";
import { threads } from "../../platform/db/schema/threads.ts";

/** Where a user writes a draft. */
export interface DraftOfUser {
  userId: string;
  /** Null for the new chat. */
  threadId: string | null;
}

/** The name of a draft among waiters and notices. */
export function draftKey({ userId, threadId }: DraftOfUser): string {
  return `${userId}/${threadId ?? ""}`;
}

/** SQL condition: the draft is for a new chat, or its thread is the user's. */
export function mayWriteIn({ userId, threadId }: DraftOfUser): SQL {
  if (threadId === null) return sql`true`;
  return sql`exists (select 1 from ${threads} where id = ${threadId} and user_id = ${userId})`;
}
