import type { Localized } from "./workflow.ts";

/** A text in a language, or else in English. */
export function textIn(texts: Localized, locale: keyof Localized): string {
  const text = texts[locale];
  return text === undefined || text.trim() === "" ? texts.en : text;
}
