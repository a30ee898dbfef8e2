import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import type { ThreadOfUser } from "./access.ts";
import { changeThread } from "./change-thread.ts";

/** Marks a thread as read by its owner, on all devices. */
export function markThreadRead(db: Database, of: ThreadOfUser): Promise<Thread> {
  return changeThread(db, of, { unread: false });
}
