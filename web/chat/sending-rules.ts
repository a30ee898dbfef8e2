import { type BranchItem, isUnfinished } from "../../client/state/selectors.ts";
import { maxQueuedMessages } from "../../shared/limits.ts";

/** Whether the last reply of a branch is in progress, so that a new message has to wait for it. */
export function isAwaited(last: BranchItem): boolean {
  if (last.entry) return last.entry.state === "sending";
  return isUnfinished(last.message);
}

/**
 * `uploading`: a file is still being uploaded or read. `refusedFile`: one cannot be sent.
 * `manyFiles`: there are more than a message may have.
 */
export type FileObstacle = "uploading" | "refusedFile" | "manyFiles";

/**
 * `loading`: the message's parent is not known yet. `unsent`: the previous message waits for the
 * connection. `full`: the queue is full.
 */
export type SendObstacle = "loading" | "unsent" | "full" | FileObstacle;

/** Why no message can follow the last one of a branch, or null. */
export function sendObstacle(last: BranchItem, waitingCount: number): SendObstacle | null {
  if (last.entry?.state === "waiting") return "unsent";
  return isAwaited(last) && waitingCount >= maxQueuedMessages ? "full" : null;
}
