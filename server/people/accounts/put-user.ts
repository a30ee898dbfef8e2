import type { Transaction } from "../../platform/db/client.ts";
import { readUser } from "../auth/read-user.ts";
import { appendFeed } from "../../chat/feed/append-feed.ts";

/** Tells all of a user's tabs who they are by now. Comes last in its transaction, as all of the feed. */
export async function putUser(tx: Transaction, userId: string): Promise<void> {
  await appendFeed(tx, userId, [{ type: "user.put", user: await readUser(tx, userId) }]);
}
