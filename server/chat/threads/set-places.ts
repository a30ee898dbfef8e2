import { ne } from "drizzle-orm";
import type { SetPlaces } from "../../../shared/many-threads.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { changeManyThreads } from "./change-many-threads.ts";
import { lockThreads } from "./lock-threads.ts";

/**
 * Sets where threads are in their owner's list, in one transaction. Leaves out those that are
 * missing, another user's, in the trash, or there already.
 *
 * @returns the threads that changed
 * @throws RequestError `not_found` when none of the ids is a thread of the user
 */
export function setPlaces(
  db: Database,
  userId: string,
  { threadIds, place }: SetPlaces,
): Promise<{ threads: Thread[] }> {
  return db.transaction(async (tx) => {
    const ids = (await lockThreads(tx, { threadIds, userId })).map(({ id }) => id);
    const differs = ne(threads.place, place);
    const change = { userId, ids, set: { place }, differs };
    return { threads: await changeManyThreads(tx, change) };
  });
}
