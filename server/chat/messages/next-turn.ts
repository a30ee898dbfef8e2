import { type SQL, sql } from "drizzle-orm";
import { generations } from "../../platform/db/schema/generations.ts";

/**
 * The turn of a user's reply for which there is no place now: the one after the user's last waiting
 * reply, otherwise the turn that is being served. So a user with one reply waits for at most one
 * reply of each other user, however many those have. The aggregate reads only waiting replies.
 */
export function nextTurn(userId: string): SQL {
  return sql`(
    select coalesce(max(turn) filter (where user_id = ${userId}) + 1, min(turn), 0)
    from ${generations} where status = 'queued' and turn is not null
  )`;
}
