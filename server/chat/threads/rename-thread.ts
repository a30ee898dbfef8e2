import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import type { ThreadOfUser } from "./access.ts";
import { changeThread } from "./change-thread.ts";

/** Sets a thread's title to one its owner chose. */
export function renameThread(db: Database, of: ThreadOfUser, title: string): Promise<Thread> {
  return changeThread(db, of, { title });
}
