import type { Locale } from "./locale.ts";
import { workflowLimits } from "./workflow-rules.ts";

/** The texts of a workflow that publishing requires. */
interface Texts {
  name: string;
  greeting: Record<Locale, string>;
  placeholder: Record<Locale, string>;
  starters: readonly { label: Record<Locale, string>; prompt: Record<Locale, string> }[];
}

/**
 * What a workflow lacks before it can be published: a name, every text in every language, and at
 * least two starters.
 *
 * @returns paths such as `name`, `greeting.fr`, `starters` and `starters.0.label.en`, in the
 *   form's order
 */
export function findMissing({ name, greeting, placeholder, starters }: Texts): string[] {
  return [
    ...(name.trim() === "" ? ["name"] : []),
    ...missingIn("greeting", greeting),
    ...missingIn("placeholder", placeholder),
    ...(starters.length < workflowLimits.minStarters ? ["starters"] : []),
    ...starters.flatMap(({ label, prompt }, i) => [
      ...missingIn(`starters.${i}.label`, label),
      ...missingIn(`starters.${i}.prompt`, prompt),
    ]),
  ];
}

function missingIn(path: string, texts: Record<Locale, string>): string[] {
  return (["en", "fr", "es"] as const)
    .filter((locale) => texts[locale].trim() === "")
    .map((locale) => `${path}.${locale}`);
}
