import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "../platform/db/client.ts";
import { mails } from "../platform/db/schema/mails.ts";

/**
 * Makes a mail that was given up deliverable again, within the transaction. A sent mail stays as it
 * is.
 */
export async function reopenMail(tx: Transaction, mailId: string): Promise<void> {
  await tx
    .update(mails)
    .set({ failure: null, claimedAt: null })
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt)));
}
