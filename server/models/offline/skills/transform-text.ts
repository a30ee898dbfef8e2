import { isTooLongLaidOut } from "../language/json-layout.ts";
import { fence } from "../language/markdown-text.ts";
import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";

interface Tool {
  pattern: RegExp;
  apply(text: string, input: SkillInput): string;
}

const into = String.raw`(?:to|in|into|en)\s+`;
const tools: readonly Tool[] = [
  {
    pattern:
      /^(?:count (?:the )?(?:words|characters|letters|lines)|how many (?:words|characters|letters|lines)|word count|character count|compte[rz]? les (?:mots|caracteres|lettres|lignes)|combien de (?:mots|caracteres|lettres|lignes)|nombre de (?:mots|caracteres)|cuenta las? (?:palabras|letras|lineas)|cuenta los caracteres|cuant[oa]s (?:palabras|caracteres|letras|lineas)|numero de (?:palabras|caracteres))\b/,
    apply: countText,
  },
  {
    pattern:
      /^(?:sort|trie[rz]?|ordena(?:r)?|classe[rz]?)\b.*\b(?:desc|descending|reverse|z-a|decroissant|inverse|descendente|inverso)/,
    apply: (text, input) => sortItems(text, input, -1),
  },
  {
    pattern: /^(?:sort|alphabeti[sz]e|trie[rz]?|classe[rz]?|ordena(?:r)?)\b/,
    apply: (text, input) => sortItems(text, input, 1),
  },
  {
    pattern: /^(?:reverse|inverse[rz]?|invierte|invertir)\b/,
    apply: (text, input) => fence(graphemes(text, input).reverse().join("")),
  },
  {
    pattern: new RegExp(
      `^(?:(?:make|put|convert|mets|mettre|pon|convierte|passe|pasa)\\b.*?)?(?:${into})?(?:uppercase|upper case|capitals|majuscules?|mayusculas?)\\b`,
    ),
    apply: (text, { locale }) => fence(text.toLocaleUpperCase(locale)),
  },
  {
    pattern: new RegExp(
      `^(?:(?:make|put|convert|mets|mettre|pon|convierte|passe|pasa)\\b.*?)?(?:${into})?(?:lowercase|lower case|small letters|minuscules?|minusculas?)\\b`,
    ),
    apply: (text, { locale }) => fence(text.toLocaleLowerCase(locale)),
  },
  {
    pattern:
      /^(?:base64[- ]?decode|decode (?:this |from |the |ce |este )?base64|decode[rz]? (?:ce |du |le )?base64|decodifica(?:r)? (?:este |el |de )?base64)\b/,
    apply: decodeBase64,
  },
  {
    pattern: /^(?:base64(?:[- ]?encode)?|encode[rz]?\b.*\bbase64|codifica(?:r)?\b.*\bbase64)\b/,
    apply: (text) => fence(new TextEncoder().encode(text.toWellFormed()).toBase64()),
  },
  {
    pattern:
      /^(?:format|pretty[- ]?print|beautify|validate|check|indent|formate[rz]?|valide[rz]?|indente[rz]?|formatea(?:r)?|valida(?:r)?|indenta)\b.*\bjson\b/,
    apply: formatJson,
  },
];

/** Counting, sorting, reversing, letter case, Base64 and JSON, for the text after the command. */
export const transformText: Skill = (input) => {
  const { payload } = input;
  if (payload === null) return null;
  const tool = tools.find(({ pattern }) => pattern.test(input.plain));
  return tool ? tool.apply(payload, input) : null;
};

/** Counts the words, characters and lines of a text. */
export function countText(text: string, input: SkillInput): string {
  const segmenter = new Intl.Segmenter(input.locale, { granularity: "word" });
  const words = [...segmenter.segment(text)].filter((segment) => segment.isWordLike).length;
  const characters = graphemes(text, input);
  const show = (count: number) => formatNumber(String(count), input.locale).text;
  return input.phrases.text.counts({
    words: show(words),
    characters: show(characters.length),
    withoutSpaces: show(characters.filter((character) => character.trim() !== "").length),
    lines: show(text.split("\n").length),
  });
}

/** Sorts lines, or comma-separated items if there is only one line; compares numbers by value. */
function sortItems(text: string, { locale }: SkillInput, direction: 1 | -1): string {
  const separator = text.includes("\n") ? "\n" : text.includes(",") ? "," : " ";
  const items = text.split(separator).map((item) => item.trim());
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sorted = items.filter((item) => item !== "").sort((a, b) => direction * compare(a, b));
  return fence(sorted.join(separator === "," ? ", " : separator));
}

function decodeBase64(text: string, { phrases }: SkillInput): string {
  const compact = text.replace(/\s+/g, "").replace(/-/g, "+").replace(/_/g, "/");
  try {
    const bytes = Uint8Array.fromBase64(compact);
    return fence(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\u0000", "\ufffd"),
    );
  } catch {
    return phrases.text.notBase64;
  }
}

function formatJson(text: string, { phrases }: SkillInput): string {
  // The formatted JSON is longer than the text, so skip parsing if that is already too long.
  if (isTooLongLaidOut(text)) return phrases.text.jsonTooLong;
  try {
    const value: unknown = JSON.parse(text);
    return fence(JSON.stringify(value, null, 2), "json");
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return `${phrases.text.notJson}\n\n${fence(reason)}`;
  }
}

function graphemes(text: string, { locale }: SkillInput): string[] {
  return [...new Intl.Segmenter(locale, { granularity: "grapheme" }).segment(text)].map(
    ({ segment }) => segment,
  );
}
