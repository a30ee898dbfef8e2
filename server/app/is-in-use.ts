import type { NodeParts } from "./node-parts.ts";

/** Whether a node has streams, requests that wait for files, or replies in progress. */
export function isInUse({ chat, late }: Pick<NodeParts, "chat" | "late">): boolean {
  const { generations, feeds, attachmentWaits } = chat;
  return (
    (late.worker?.running ?? 0) > 0 ||
    generations.followers + feeds.followers > 0 ||
    !attachmentWaits.isEmpty
  );
}
