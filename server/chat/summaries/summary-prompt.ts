import type { ProviderTurn } from "../../models/provider.ts";
import { inWords } from "../../models/describe-files.ts";
import { estimateTokens } from "../../models/context/estimate-tokens.ts";

/** The instructions for a summary. */
export const summaryInstructions =
  "Summarise the conversation below, so that it can be continued by someone who has read your summary alone. Keep what was asked, answered, decided and left open, and every name, number, identifier and link that may be needed again. Write in the language that the conversation is in, 400 words at most. Do not continue the conversation: answer with the summary alone.";

/** A part of a conversation as one quoted text, after the summary of what precedes it. */
export function quoteForSummary(before: string | null, turns: readonly ProviderTurn[]): string {
  const said = turns.map((turn) => `${turn.role}: ${inWords(turn)}`);
  return [...(before === null ? [] : [`Summary of what is before:\n${before}`]), ...said]
    .join("\n\n")
    .toWellFormed();
}

/** Longest text of a turn, in characters per available token; the rest of the turn is left out. */
const charactersPerToken = 3;

/**
 * Splits turns into parts that fit into this many tokens each, in order. A single longer turn is
 * truncated.
 */
export function cutForSummary(turns: readonly ProviderTurn[], most: number): ProviderTurn[][] {
  const parts: ProviderTurn[][] = [];
  let room = 0;
  for (const turn of turns) {
    const whole: ProviderTurn = { role: turn.role, text: inWords(turn) };
    const cut = estimateTokens(whole.text) <= most ? whole : shorten(whole, most);
    const size = estimateTokens(cut.text);
    const last = parts.at(-1);
    if (last && size <= room) last.push(cut);
    else {
      parts.push([cut]);
      room = most;
    }
    room -= size;
  }
  return parts;
}

function shorten({ role, text }: ProviderTurn, most: number): ProviderTurn {
  const length = Math.floor(most / charactersPerToken);
  return { role, text: `${text.slice(0, length).toWellFormed()} […]` };
}
