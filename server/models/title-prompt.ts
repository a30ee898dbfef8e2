import { findEffortTraits } from "./effort/effort-table.ts";
import type { ProviderRequest } from "./provider.ts";

/** Enough for a short title; a rambling model is cut off. */
export const titleTokens = 32;

/** Enough for the reasoning of models that cannot skip it, too. */
export const titleTokensWithThoughts = 1_000;

/** Longest title in tokens, of a model asked for its least effort. */
export function titleTokensOf(model: string): number {
  const least = findEffortTraits(model)?.efforts[0] ?? "none";
  return least === "none" ? titleTokens : titleTokensWithThoughts;
}

/** Characters of each turn used for a title, in UTF-16 code units. */
const excerptLength = 1_000;

/** The first question and answer say what a thread is about. */
const excerptTurns = 2;

/** Instructions for a thread's title. */
export const titleInstructions =
  "Write a title for the conversation below, in the language that the conversation is in: six words at most, no quotation marks, no full stop. Answer with the title alone.";

/** The conversation as one quoted text, so that the model titles it instead of continuing it. */
export function quoteConversation({ turns }: Pick<ProviderRequest, "turns">): string {
  return turns
    .slice(0, excerptTurns)
    .map((turn) => `${turn.role}: ${turn.text.slice(0, excerptLength).toWellFormed()}`)
    .join("\n\n");
}
