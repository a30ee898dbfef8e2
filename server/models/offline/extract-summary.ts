import { toCoreLocale } from "../../../shared/locale.ts";
import type { ProviderRequest } from "../provider.ts";
import { extractSentences } from "./summary/extract-sentences.ts";

/** Maximum number of sentences in a summary. */
const mostSentences = 12;

/** A shorter text is its own summary, in characters. */
const shortText = 1_500;

/** The representative sentences of a quoted conversation, in order. */
export function extractSummary({ turns, user }: ProviderRequest): string {
  const text = turns.map((turn) => turn.text).join("\n\n");
  if (text.length <= shortText) return text;
  const sentences = extractSentences(text, {
    locale: toCoreLocale(user.locale),
    count: mostSentences,
  });
  return sentences.length > 0 ? sentences.join("\n") : text.slice(0, shortText);
}
