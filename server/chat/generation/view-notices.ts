import type { Part } from "../../../shared/parts.ts";
import type { ShownHistory } from "../../models/provider.ts";
import type { Conversation } from "./load-conversation.ts";

/**
 * What a reply says of how much of the conversation its model is shown: where its view begins, unless
 * that is the conversation's beginning, and that files of earlier messages are left out.
 */
export function viewNotices(
  { turns, isWhole }: Pick<Conversation, "turns" | "isWhole">,
  { from, filesLeftOut }: ShownHistory,
): Part[] {
  // A reply to what is left out says nothing, and providers leave it out too.
  const first = turns.slice(from).find(({ role }) => role === "user")?.messageId;
  const isCut = (from > 0 || !isWhole) && first !== undefined;
  return [
    ...(isCut ? [{ kind: "notice", notice: "history_shortened", from: first } as const] : []),
    ...(filesLeftOut > 0 ? [{ kind: "notice", notice: "files_left_out" } as const] : []),
  ];
}
