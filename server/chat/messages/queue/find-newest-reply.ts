import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "../../../platform/db/client.ts";
import { messages } from "../../../platform/db/schema/threads.ts";

/** The newest reply of a locked thread; null if it is empty. */
export async function findNewestReply(tx: Transaction, threadId: string): Promise<string | null> {
  const [reply] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.threadId, threadId), eq(messages.role, "assistant")))
    .orderBy(desc(messages.seq))
    .limit(1);
  return reply?.id ?? null;
}
