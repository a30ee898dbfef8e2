import { franc } from "franc-min";

/** Said of a language that is not known. */
export const unknownLanguage = "und";

/** Fewer characters than this may be of many languages: "ok", "pasta". */
const leastLength = 24;

/** Enough to tell the language by; more only takes time: 200 take a tenth of a millisecond. */
const readLength = 200;

/**
 * The language of a text, as BCP 47 has it, such as `fr`; `und` for one that is too short to tell.
 * Looks at the beginning alone.
 */
export function detectLanguage(text: string): string {
  const beginning = text.slice(0, readLength);
  const code = franc(beginning, { minLength: leastLength });
  // Mandarin is the one that has no shorter name of its own.
  if (code === "cmn") return "zh";
  return Intl.getCanonicalLocales(code)[0] ?? unknownLanguage;
}
