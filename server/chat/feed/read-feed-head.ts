import { eq } from "drizzle-orm";
import { encodeCursor } from "../../../shared/cursor.ts";
import type { Executor } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";

/** The number of the newest event of a user's feed; 0 before the first. */
export async function readFeedHead(executor: Executor, userId: string): Promise<number> {
  const [user] = await executor
    .select({ feedSeq: users.feedSeq })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) throw new RequestError("unauthenticated", "The user no longer exists.");
  return user.feedSeq;
}

/** The cursor after all current events, for a page read in the same snapshot. */
export async function readFeedCursor(executor: Executor, userId: string): Promise<string> {
  return encodeCursor(userId, await readFeedHead(executor, userId));
}
