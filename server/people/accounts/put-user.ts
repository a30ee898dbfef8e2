import type { Transaction } from "../../platform/db/client.ts";
import { readUser } from "../auth/read-user.ts";
import { appendFeed } from "../../chat/feed/append-feed.ts";

/**
 * Sends a user's current profile to all their tabs. Call it last in a transaction, like everything
 * that appends to the feed.
 */
export async function putUser(tx: Transaction, userId: string): Promise<void> {
  await appendFeed(tx, userId, [{ type: "user.put", user: await readUser(tx, userId) }]);
}
