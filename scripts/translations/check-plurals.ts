import { sayEntry } from "./say-entry.ts";

/** Whole numbers that reach every plural form of every language. */
const samples = [0, 1, 2, 3, 4, 5, 6, 11, 12, 21, 22, 25, 100, 101, 102, 103, 111];

/**
 * Whether a sentence has too few forms for a language's numbers. One that says the same with every
 * number is fine: it was worded so that no form is needed.
 *
 * @returns what is wrong, or null
 */
export function findPluralFault(entry: unknown, english: unknown, locale: string): string | null {
  if (typeof entry !== "function" || !variesByCount(english)) return null;
  const rules = new Intl.PluralRules(locale);
  const byCategory = new Map<string, Set<string>>();
  for (const count of samples) {
    const category = rules.select(count);
    const forms = byCategory.get(category) ?? new Set();
    byCategory.set(category, forms.add(shapeOf(entry, count)));
  }
  const shapes = new Set(Array.from(byCategory.values(), (forms) => [...forms].join()));
  if (shapes.size === 1) return null;
  // Two of the six Arabic forms often read the same.
  const needed = Math.min(byCategory.size, 4);
  return shapes.size < needed
    ? `${shapes.size} plural forms for the ${byCategory.size} of ${[...byCategory.keys()].join(", ")}`
    : null;
}

function variesByCount(entry: unknown): boolean {
  return typeof entry === "function" && shapeOf(entry, 1) !== shapeOf(entry, 2);
}

/** The sentence without its number. */
function shapeOf(entry: unknown, count: number): string {
  return sayEntry(entry, count).replace(new RegExp(`(?<!\\d)${count}(?!\\d)`), "#");
}
