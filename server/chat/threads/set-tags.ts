import type { SetTags } from "../../../shared/tags.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { changeThread } from "./change-thread.ts";

/**
 * Sets all tags of a thread.
 *
 * @throws RequestError `not_found` for a thread that is missing or another user's
 */
export function setTags(
  db: Database,
  userId: string,
  { threadId, tags }: SetTags,
): Promise<Thread> {
  return changeThread(db, { threadId, userId }, { tags });
}
