import { franc } from "franc-min";

/** The BCP 47 tag for an undetermined language. */
export const unknownLanguage = "und";

/** Minimum length in characters: shorter texts such as "ok" or "pasta" fit many languages. */
const leastLength = 24;

/** Characters to look at. 200 suffice and take a tenth of a millisecond; more only takes longer. */
const readLength = 200;

/**
 * Detects the language of a text from its beginning, as a BCP 47 tag such as `fr`; `und` for a text
 * that is too short.
 */
export function detectLanguage(text: string): string {
  const beginning = text.slice(0, readLength);
  const code = franc(beginning, { minLength: leastLength });
  // Mandarin is the only detected language whose code has no two-letter form.
  if (code === "cmn") return "zh";
  return Intl.getCanonicalLocales(code)[0] ?? unknownLanguage;
}
