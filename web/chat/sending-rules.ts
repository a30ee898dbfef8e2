import { type BranchItem, isUnfinished } from "../../client/state/selectors.ts";
import { maxQueuedMessages, maxQueuedText } from "../../shared/limits.ts";

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

/** The messages that wait for a reply. */
export interface Queued {
  count: number;
  /** Length of their texts and of the new message together, in UTF-16 code units. */
  length: number;
}

/** Why no message can follow the last one of a branch, or null. */
export function sendObstacle(last: BranchItem, { count, length }: Queued): SendObstacle | null {
  if (last.entry?.state === "waiting") return "unsent";
  const isFull = count >= maxQueuedMessages || length > maxQueuedText;
  return isAwaited(last) && isFull ? "full" : null;
}
