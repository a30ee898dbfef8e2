import { type BranchItem, isUnfinished } from "../../client/state/selectors.ts";
import { maxQueuedMessages } from "../../shared/limits.ts";

/** Whether the reply that ends a branch is on its way, so that what is said now waits for it. */
export function isAwaited(last: BranchItem): boolean {
  if (last.entry) return last.entry.state === "sending";
  return isUnfinished(last.message);
}

/**
 * `uploading`: a file is still on its way, or being read. `refusedFile`: there is one that cannot be
 * sent. `manyFiles`: there are more than a message may have.
 */
export type FileObstacle = "uploading" | "refusedFile" | "manyFiles";

/**
 * `loading`: what the message would answer is not known yet. `unsent`: the message before waits for the connection. `full`: as many wait as may. `awaited`: a
 * reply is being written, and nothing can wait for it here.
 */
export type SendObstacle = "loading" | "unsent" | "full" | "awaited" | FileObstacle;

/** Why nothing can be said after the last message of a branch; null when something can. */
export function sendObstacle(last: BranchItem, waitingCount: number): SendObstacle | null {
  if (last.entry?.state === "waiting") return "unsent";
  return isAwaited(last) && waitingCount >= maxQueuedMessages ? "full" : null;
}
