import type { Transaction } from "../../../platform/db/client.ts";
import { appendFeed } from "../../feed/append-feed.ts";
import type { ThreadOfUser } from "../../threads/access.ts";
import { readQueue } from "./read-queue.ts";

/** Sends a locked thread's current queue to the user's tabs. Call it last in its transaction. */
export async function tellQueue(
  tx: Transaction,
  { threadId, userId }: ThreadOfUser,
): Promise<void> {
  const queue = await readQueue(tx, threadId);
  await appendFeed(tx, userId, [{ type: "queue.put", threadId, queue }]);
}
