import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import type { ThreadOfUser } from "./access.ts";
import { changeThread } from "./change-thread.ts";

/** The owner has looked at the thread: takes the unread mark away on all devices. */
export function markThreadRead(db: Database, of: ThreadOfUser): Promise<Thread> {
  return changeThread(db, of, { unread: false });
}
