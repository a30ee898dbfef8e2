import { locales } from "../../shared/locale.ts";
import type { Gap } from "./find-gaps.ts";
import type { Dictionaries } from "./read-dictionaries.ts";

/** How much of each language there is. */
export function summarise(dictionaries: readonly Dictionaries[], gaps: readonly Gap[]): string[] {
  const total = dictionaries.reduce((sum, { english }) => sum + Object.keys(english).length, 0);
  return locales
    .filter((locale) => locale !== "en")
    .map((locale) => {
      const missing = gaps.filter((gap) => gap.locale === locale).length;
      const state = missing === 0 ? "complete" : `${missing} of ${total} words missing`;
      return `${locale}  ${state}`;
    });
}
