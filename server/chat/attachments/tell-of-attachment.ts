import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/** Wakes waiters for a file on all nodes, on commit. */
export async function tellOfAttachment(tx: Transaction, attachmentId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${noticeChannels.attachment}, ${attachmentId})`);
}
