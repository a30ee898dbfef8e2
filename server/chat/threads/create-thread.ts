import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread, type ThreadOfUser } from "./access.ts";
import { lockOrCreateThread } from "./lock-thread.ts";

/** Creates an empty thread under the client's id. Idempotent. */
export function createThread(
  db: Database,
  thread: ThreadOfUser & { workflowId: string; projectId?: string | undefined },
): Promise<Thread> {
  return db.transaction(async (tx) => {
    const { isNew } = await lockOrCreateThread(tx, { ...thread, isLikelyNew: true });
    const view = await readThread(tx, thread);
    if (isNew) await appendFeed(tx, thread.userId, [{ type: "thread.put", thread: view }]);
    return view;
  });
}
