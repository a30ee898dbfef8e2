import type { Thread } from "../../shared/thread.ts";
import type { Database, Transaction } from "../db/client.ts";
import { threads } from "../db/schema/threads.ts";
import { RequestError } from "../errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { requireWorkflow } from "../workflows/find-workflow.ts";
import { lockThread, readThread, type ThreadOfUser } from "./access.ts";

/** A thread to make, with the id that its maker chose. */
export interface NewThread extends ThreadOfUser {
  workflowId: string;
}

/** Makes an empty thread. Repeating the call gives the same thread. */
export function createThread(db: Database, thread: NewThread): Promise<Thread> {
  return db.transaction(async (tx) => {
    const created = await ensureThread(tx, thread);
    const view = await readThread(tx, thread);
    if (created) await appendFeed(tx, thread.userId, [{ type: "thread.put", thread: view }]);
    return view;
  });
}

/**
 * Inserts the thread unless the user has it, and leaves it locked.
 *
 * @returns whether it is new
 * @throws RequestError `conflict` when the id is taken by somebody else
 */
export async function ensureThread(tx: Transaction, thread: NewThread): Promise<boolean> {
  if (await lockThread(tx, thread)) return false;
  await requireWorkflow(tx, thread.workflowId);
  const { threadId: id, userId, workflowId } = thread;
  const created = await tx
    .insert(threads)
    .values({ id, userId, workflowId })
    .onConflictDoNothing()
    .returning({ id: threads.id });
  if (created.length > 0) return true;
  if (await lockThread(tx, thread)) return false;
  throw new RequestError("conflict", "This thread id is taken.");
}
