import type { Part } from "../../../shared/parts.ts";
import type { ShownHistory } from "../../models/provider.ts";
import type { Conversation } from "./load-conversation.ts";

/**
 * Notices about how much of the conversation the model was shown: where its view begins, unless
 * that is the beginning, and that files of earlier messages were left out.
 */
export function viewNotices(
  { turns, isWhole }: Pick<Conversation, "turns" | "isWhole">,
  { from, filesLeftOut }: ShownHistory,
): Part[] {
  // Replies to messages that are left out do not count: providers leave them out too.
  const first = turns.slice(from).find(({ role }) => role === "user")?.messageId;
  const isCut = (from > 0 || !isWhole) && first !== undefined;
  return [
    ...(isCut ? [{ kind: "notice", notice: "history_shortened", from: first } as const] : []),
    ...(filesLeftOut > 0 ? [{ kind: "notice", notice: "files_left_out" } as const] : []),
  ];
}
