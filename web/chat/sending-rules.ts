import type { BranchItem } from "../../client/state/selectors.ts";

/** Which message a new one answers: the last one that the server has, or will have by itself. */
export function nextParentId(branch: readonly BranchItem[]): string | null {
  const last = branch.findLast((item) => item.entry?.state !== "refused");
  return last?.id ?? null;
}

/** `reply`: one is on its way. `unsent`: the message before waits for the connection. */
export type SendObstacle = "reply" | "unsent";

/** Why no message can follow the last one of a branch yet; null when one can. */
export function sendObstacle(last: BranchItem): SendObstacle | null {
  if (last.entry) {
    if (last.entry.state === "refused") return null;
    return last.entry.state === "waiting" ? "unsent" : "reply";
  }
  if (last.message.role !== "assistant") return null;
  const status = last.message.generation?.status;
  return status === undefined || status === "queued" || status === "running" ? "reply" : null;
}
