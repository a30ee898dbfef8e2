import { escapeMarkdown } from "../language/markdown-text.ts";
import type { SkillInput } from "../skill.ts";
import { extractSentences, frequentWords } from "./extract-sentences.ts";
import { splitSentences } from "./split-sentences.ts";

/** Texts with fewer sentences are not worth shortening. */
export const minSentences = 4;

/** The representative sentences of a text below a heading, with a note on how they were chosen. */
export function summary(
  text: string,
  input: Pick<SkillInput, "phrases" | "locale">,
  heading: string,
): string {
  const { phrases, locale } = input;
  const total = splitSentences(text, locale).length;
  const count = Math.min(6, Math.max(2, Math.round(Math.sqrt(total))));
  const sentences = total < minSentences ? [] : extractSentences(text, { locale, count });
  if (sentences.length === 0) {
    const whole = escapeMarkdown(text.slice(0, 600).toWellFormed());
    return [
      heading,
      ...(total < minSentences && whole.trim() ? [whole] : []),
      phrases.summary.tooShort,
    ].join("\n\n");
  }
  const bullets = sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join("\n");
  const topics = frequentWords(text, 6).map(escapeMarkdown).join(", ");
  const about = topics ? `\n\n${phrases.summary.topics(topics)}` : "";
  return `${heading}\n\n${bullets}${about}\n\n${phrases.summary.honesty(sentences.length, total)}`;
}
