import { findPluralFault } from "./check-plurals.ts";
import type { Dictionaries, Words } from "./read-dictionaries.ts";
import { findPlaceholders, sayEntry } from "./say-entry.ts";

/** A word that a language lacks. */
export interface Gap {
  locale: string;
  folder: string;
  key: string;
}

/** What is missing, and what is wrong: one line for each fault. */
export interface Findings {
  gaps: Gap[];
  faults: string[];
}

/** Compares every language with English. */
export function findGaps(
  dictionaries: readonly Dictionaries[],
  locales: readonly string[],
): Findings {
  const gaps: Gap[] = [];
  const faults: string[] = [];
  for (const { folder, english, others } of dictionaries) {
    for (const locale of locales.filter((each) => each !== "en")) {
      const words = others.get(locale) ?? {};
      const missing = Object.keys(english).filter((key) => !(key in words));
      gaps.push(...missing.map((key) => ({ locale, folder, key })));
      const found = faultsOf(words, english, locale);
      faults.push(...found.map((fault) => `${folder}/${locale}.ts: ${fault}`));
    }
  }
  return { gaps, faults };
}

function faultsOf(words: Words, english: Words, locale: string): string[] {
  return Object.entries(words).flatMap(([key, entry]) => {
    if (!(key in english)) return [`“${key}” is not in English`];
    const fault = faultOf(entry, english[key], locale);
    return fault ? [`“${key}”: ${fault}`] : [];
  });
}

function faultOf(entry: unknown, english: unknown, locale: string): string | null {
  if (typeof entry !== typeof english) return "a text in one language and a sentence in the other";
  const said = sayEntry(entry);
  if (said.trim() === "") return "it is empty";
  const wanted = findPlaceholders(sayEntry(english)).join(" ");
  const found = findPlaceholders(said).join(" ");
  if (wanted !== found)
    return `it names the arguments ${found || "none"}, English ${wanted || "none"}`;
  return findPluralFault(entry, english, locale);
}
