import { locales } from "../../shared/locale.ts";
import { readFiles } from "../check/run-check.ts";
import { findGaps } from "./find-gaps.ts";
import { findUses } from "./find-uses.ts";
import { readDictionaries } from "./read-dictionaries.ts";
import { sayEntry } from "./say-entry.ts";
import { summarise } from "./summarise.ts";

/**
 * Prints what each language lacks: the key, the English text, and the files that show it.
 *
 * @param only a language; all without it
 * @returns whether nothing is wrong with what there is
 */
export async function printTranslations(root: string, only?: string): Promise<boolean> {
  const dictionaries = await readDictionaries(root, locales);
  const { gaps, faults } = findGaps(dictionaries, locales);
  const sources = await readFiles(root, "web/**/*.{ts,tsx}", "server/mail/**/*.ts");
  for (const line of summarise(dictionaries, gaps)) console.log(line);
  for (const locale of locales.filter((each) => only === undefined || each === only)) {
    for (const { folder, english } of dictionaries) {
      const missing = gaps.filter((gap) => gap.locale === locale && gap.folder === folder);
      if (missing.length === 0) continue;
      console.log(`\n${folder}/${locale}.ts`);
      for (const { key } of missing) {
        const uses = findUses(sources, folder, key).join(", ");
        console.log(`  "${key}": ${sayEntry(english[key])}`);
        if (uses !== "") console.log(`      in ${uses}`);
      }
    }
  }
  for (const fault of faults) console.log(`\nwrong: ${fault}`);
  return faults.length === 0;
}
