import type { ProviderRequest } from "../provider.ts";
import { extractSentences } from "./summary/extract-sentences.ts";

/** Most sentences of a conversation's summary. */
const mostSentences = 12;

/** A text of fewer characters is its own summary. */
const shortText = 1_500;

/** The sentences of a quoted conversation that stand for it, in their order. */
export function extractSummary({ turns, user }: ProviderRequest): string {
  const text = turns.map((turn) => turn.text).join("\n\n");
  if (text.length <= shortText) return text;
  const sentences = extractSentences(text, { locale: user.locale, count: mostSentences });
  return sentences.length > 0 ? sentences.join("\n") : text.slice(0, shortText);
}
