import type { NodeParts } from "./node-parts.ts";

/** Whether a node has streams, watched files, drafts or prompts, or replies in progress. */
export function isInUse({
  chat,
  people,
  late,
}: Pick<NodeParts, "chat" | "people" | "late">): boolean {
  const { generations, feeds, attachmentWaits, draftWaits } = chat;
  return (
    (late.worker?.running ?? 0) > 0 ||
    generations.followers + feeds.followers > 0 ||
    !attachmentWaits.isEmpty ||
    !draftWaits.isEmpty ||
    !people.promptWaits.isEmpty ||
    !people.announcements.isEmpty
  );
}
