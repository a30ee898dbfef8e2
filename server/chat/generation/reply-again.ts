import type { ProviderTurn } from "../../models/provider.ts";

/** How a reply differs from another version of it. */
export interface ReplyAgain {
  /** In the user's words. */
  instruction: string;
  /** The start of the other version; empty if it has no text or is gone. */
  before: string;
}

/** Most text of the other version that a model is shown, in characters. */
export const mostRevisedText = 20_000;

/** At most this share of the context window, in characters per token. */
const shareOfWindow = 0.5;

/**
 * The turns of a conversation with an instruction for the next reply alone. It goes into the last
 * message, which every kind of API takes, and which no model is denied for want of room; not into
 * the instructions, which are the operator's and not the user's to extend.
 *
 * @param contextWindow in tokens; null if unknown
 */
export function turnsToReplyAgain(
  turns: readonly ProviderTurn[],
  { instruction, before: whole }: ReplyAgain,
  contextWindow: number | null,
): ProviderTurn[] {
  const room = Math.floor((contextWindow ?? Infinity) * shareOfWindow);
  const before = whole.slice(0, Math.min(mostRevisedText, room)).toWellFormed();
  const [last, ...earlier] = turns.toReversed();
  const asked = [
    ...(before === ""
      ? []
      : [
          "You have already replied to this message:",
          `<previous_reply>\n${before}\n</previous_reply>`,
        ]),
    `For this reply, follow this instruction: ${instruction}`,
    "Write the whole reply again and nothing else. Stay in the language of the conversation, unless the instruction asks for another.",
  ].join("\n\n");
  const role = "user" as const;
  if (last?.role !== role) return [...turns, { role, text: asked }];
  const text = last.text === "" ? asked : `${last.text}\n\n---\n\n${asked}`;
  return [...earlier.reverse(), { ...last, text }];
}
