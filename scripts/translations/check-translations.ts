import { locales } from "../../shared/locale.ts";
import { checkHooks } from "./check-hooks.ts";
import { findGaps } from "./find-gaps.ts";
import { summarise } from "./summarise.ts";
import { readDictionaries } from "./read-dictionaries.ts";
import { mustBeComplete } from "./strictness.ts";

/**
 * Checks the dictionaries of all languages: their keys, arguments and plural forms.
 *
 * @param sources code by path from the project's root
 */
export async function checkTranslations(
  root: string,
  sources: ReadonlyMap<string, string>,
): Promise<{ ok: boolean; output: string }> {
  const dictionaries = await readDictionaries(root, locales);
  const { gaps, faults } = findGaps(dictionaries, locales);
  const problems = [...faults, ...checkHooks(sources)];
  const isComplete = gaps.length === 0 || !mustBeComplete;
  const missing =
    gaps.length === 0 ? [] : [...summarise(dictionaries, gaps), "see bun run translations"];
  return {
    ok: problems.length === 0 && isComplete,
    output: [...problems, ...missing].join("\n"),
  };
}
