import type { FeedEvent } from "../../../shared/feed-event.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { readUser } from "./read-user.ts";
import { appendFeed } from "./append-feed.ts";

type UserEvent = Extract<FeedEvent, { type: "user.put" }>;

/**
 * Sends a user's current profile to all their tabs. Call it last in a transaction, like everything
 * that appends to the feed.
 *
 * @param change what else has changed
 */
export async function putUser(
  tx: Transaction,
  userId: string,
  change: Pick<UserEvent, "personal" | "projects"> = {},
): Promise<void> {
  const user = await readUser(tx, userId);
  await appendFeed(tx, userId, [{ type: "user.put", user, ...change }]);
}
