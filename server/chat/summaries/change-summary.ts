import { and, eq, sql } from "drizzle-orm";
import type { Message } from "../../../shared/message.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { summaries } from "../../platform/db/schema/summaries.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readMessagesById } from "../messages/message-view.ts";

/** A message of a locked thread, and the user whose feed shows its change. */
export interface SummaryPlace {
  threadId: string;
  messageId: string;
  userId: string;
}

/** The new state of a summary. */
export type SummaryChange = Pick<Summary, "status" | "text" | "error">;

/**
 * Changes or creates a message's summary, and appends to the owner's feed. The thread is locked.
 *
 * @throws RequestError `not_found` for a message that is gone
 */
export async function putSummary(
  tx: Transaction,
  { threadId, messageId, userId }: SummaryPlace,
  change: SummaryChange,
): Promise<Message> {
  await tx
    .insert(summaries)
    .values({ messageId, threadId, ...change })
    .onConflictDoUpdate({
      target: summaries.messageId,
      set: { ...change, revision: sql`${summaries.revision} + 1` },
    });
  const message = (await readMessagesById(tx, { threadId, ids: [messageId] })).get(messageId);
  if (!message) throw notFound("message");
  await appendFeed(tx, userId, [{ type: "message.put", message }]);
  return message;
}

/** The revision of a pending summary; null when there is none. */
export async function pendingRevision(tx: Transaction, messageId: string): Promise<number | null> {
  const [row] = await tx
    .select({ revision: summaries.revision })
    .from(summaries)
    .where(and(eq(summaries.messageId, messageId), eq(summaries.status, "pending")));
  return row?.revision ?? null;
}
