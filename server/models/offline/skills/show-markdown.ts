import { formatNumber } from "../numbers/format-number.ts";
import { codeSamples } from "../samples/code-samples.ts";
import { markdownPart, timesTable } from "../samples/long-text.ts";
import { codeParts, markdownDemo } from "../samples/markdown-parts.ts";
import type { Skill, SkillInput } from "../skill.ts";

const verb =
  "(?:show|write|make|give|create|generate|print|render|draw|display|montre|ecri[st]|fais|fait|donne|cree|genere|affiche|muestra|escribe|haz|dame|crea|genera|ensena)(?:[- ]?(?:me|moi|nous|us))?";
const asks = new RegExp(`^${verb}\\b|\\b(?:demo|example|exemple|ejemplo|sample)s?\\b`);
const demo =
  /\bmarkdown\b|^(?:(?:an? |une? |la |the |una )?(?:demo|demonstration|demostracion)|(?:show|montre|muestra)(?:[- ]?(?:me|moi))?(?: an?| une?| una)? (?:demo|demonstration|demostracion|everything|tout|todo))$/;
const timesTablePattern =
  /\b(?:(?:times|multiplication) table (?:of|for) (?<a>\d{1,9})|(?<b>\d{1,9}) times table|table (?:de multiplication )?(?:de|du|des) (?<c>\d{1,9})|tabla (?:de multiplicar )?del? (?<d>\d{1,9}))\b/;
const code =
  /\b(?:code|program(?:me|a)?|script|snippet|hello world|function|fonction|funcion|codigo)\b/;

const parts: readonly (readonly ["table" | "lists" | "maths" | "quote", RegExp])[] = [
  ["table", /\b(?:tables?|tableaux?|tablas?)\b/],
  ["lists", /\b(?:lists?|listes?|listas?|todo|to-do|checklist)\b/],
  [
    "maths",
    /\b(?:maths?|mathematics|equations?|formulas?|formulae|latex|katex|mathematiques|formules?|matematicas|ecuacion(?:es)?)\b/,
  ],
  ["quote", /\b(?:quotes?|blockquote|citations?|citas?)\b/],
];

/** Longer requests ask for something specific, which stored samples are not. */
const maxWords = 14;

/** Any kind of Markdown on request, from stored samples. */
export const showMarkdown: Skill = (input) => {
  const { plain, phrases, locale } = input;
  if (plain.split(" ").length > maxWords) return null;
  const factor = Object.values(timesTablePattern.exec(plain)?.groups ?? {}).find(
    (value) => value !== undefined,
  );
  if (factor)
    return timesTable(Number(factor), (value) => formatNumber(String(value), locale).text);
  if (demo.test(plain)) return markdownDemo(phrases.demo, locale);
  const program = showCode(input);
  if (program) return program;
  const part = asks.test(plain) ? parts.find(([, pattern]) => pattern.test(plain))?.[0] : undefined;
  return part ? `${markdownPart(part, locale, phrases)}\n\n${phrases.demo.storedSample}` : null;
};

function showCode({ plain, phrases }: SkillInput): string | null {
  const wanted = codeSamples.filter((sample) =>
    sample.names.split(",").some((name) => mentions(plain, name)),
  );
  const asksCode = code.test(plain) && (asks.test(plain) || /^(?:code|hello world)\b/.test(plain));
  const asksLanguage = asks.test(plain) && wanted.length > 0;
  if (!asksCode && !asksLanguage) return null;
  const languages = wanted.map((sample) => sample.language);
  const shown = languages.length > 0 ? languages : ["python", "typescript"];
  const labels = codeSamples.map((sample) => sample.label).join(", ");
  return `${codeParts(shown)}\n\n${phrases.demo.storedCode(labels)}`;
}

/**
 * `c` and `go` are also words and parts of other names, so they count only after "in", "en" or as
 * "c code".
 */
function mentions(plain: string, name: string): boolean {
  const escaped = RegExp.escape(name);
  const pattern =
    name.length <= 2
      ? `(?:\\b(?:in|en|de)\\s+${escaped}|(?:^|\\s)${escaped} (?:code|program|script|example))(?![\\w+#])`
      : `(?<![\\w])${escaped}(?![\\w+#])`;
  return new RegExp(pattern).test(plain);
}
