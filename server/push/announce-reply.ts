import { eq, type SQL, sql } from "drizzle-orm";
import type { FinalStatus } from "../../shared/generation-status.ts";
import type { Transaction } from "../platform/db/client.ts";
import { pushSubscriptions } from "../platform/db/schema/push.ts";
import type { PushJobs } from "./push-queues.ts";

/** A reply that has ended. */
export interface AnnouncedReply {
  /** The generation. */
  id: string;
  userId: string;
  status: FinalStatus;
  /** Null for a thread that no program's chat session uses. */
  chatSessionId: string | null;
  isTemporary: boolean;
}

/** Whether any of a user's devices gets notifications. */
export function hasDevices(userId: SQL): SQL {
  return sql`exists (select from ${pushSubscriptions} d where d.user_id = ${userId})`;
}

/**
 * Schedules a notification on each of the user's devices that get some. Whether it is needed is
 * decided when it is due. There is none for temporary chats, for those in which a program's chat
 * session speaks, and for a reply that was stopped by hand.
 */
export async function announceReply(
  tx: Transaction,
  jobs: PushJobs,
  { id: generationId, userId, status, chatSessionId, isTemporary }: AnnouncedReply,
): Promise<void> {
  if (status === "stopped" || chatSessionId !== null || isTemporary) return;
  const devices = await tx
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.userId, userId));
  for (const { id: subscriptionId } of devices)
    // oxlint-disable-next-line eslint/no-await-in-loop -- one connection runs one statement at a time
    await jobs.enqueue(tx, "push", { subscriptionId, generationId });
}
