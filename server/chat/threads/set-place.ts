import type { SetPlace } from "../../../shared/requests.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { changeThread } from "./change-thread.ts";

/**
 * Sets where a thread is in its owner's list. The next message brings an archived one back.
 *
 * @throws RequestError `not_found` for a thread that is missing or another user's
 */
export function setPlace(
  db: Database,
  userId: string,
  { threadId, place }: SetPlace,
): Promise<Thread> {
  return changeThread(db, { threadId, userId }, { place });
}
