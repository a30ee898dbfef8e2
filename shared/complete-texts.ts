import type { Localized, Starter } from "./workflow.ts";
import { workflowLimits } from "./workflow-rules.ts";

/** What people see of an assistant besides its name. */
export interface AssistantTexts {
  greeting: Localized;
  placeholder: Localized;
  starters: readonly Starter[];
}

/** The greeting and placeholder of an assistant that has none of its own. */
export const defaultTexts: Pick<AssistantTexts, "greeting" | "placeholder"> = {
  greeting: {
    en: "How can I help you today?",
    fr: "Comment puis-je vous aider aujourd’hui ?",
    es: "¿Cómo puedo ayudarte hoy?",
  },
  placeholder: {
    en: "Write a message",
    fr: "Écrivez un message",
    es: "Escribe un mensaje",
  },
};

/**
 * The texts in every language. One that is not written in a language is taken from English, or
 * another language it is written in; a greeting or placeholder that is written in none is the
 * default. A starter without a message sends its label, and one without a label shows its message;
 * one without either is left out.
 */
export function completeTexts({ greeting, placeholder, starters }: AssistantTexts): {
  greeting: Localized;
  placeholder: Localized;
  starters: Starter[];
} {
  return {
    greeting: complete(greeting) ?? defaultTexts.greeting,
    placeholder: complete(placeholder) ?? defaultTexts.placeholder,
    starters: starters.flatMap(completeStarter),
  };
}

function completeStarter({ label, prompt, icon }: Starter): Starter[] {
  const whole = complete(prompt) ?? complete(label);
  if (!whole) return [];
  const short = complete(label) ?? eachText(whole, (text) => toLabel(text));
  return [{ label: short, prompt: whole, icon }];
}

/** Null if it is written in no language. */
function complete(texts: Localized): Localized | null {
  const other = [texts.en, texts.fr, texts.es].find((text) => text.trim() !== "");
  if (other === undefined) return null;
  return eachText(texts, (text) => (text.trim() === "" ? other : text));
}

function eachText({ en, fr, es }: Localized, change: (text: string) => string): Localized {
  return { en: change(en), fr: change(fr), es: change(es) };
}

/** The beginning of a message, as far as a label may be long. */
function toLabel(prompt: string): string {
  const line = prompt.trim().replace(/\s+/g, " ");
  if (line.length <= workflowLimits.starterLabel) return line;
  return `${line
    .slice(0, workflowLimits.starterLabel - 1)
    .toWellFormed()
    .trimEnd()}…`;
}
