import type { CoreLocale } from "../../../../shared/locale.ts";

const numberToken = /\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*/g;

/**
 * Rewrites the numbers in a text in program notation: `1 234,5`, `1.234,5` and `1,234.5` all become
 * `1234.5`. A single comma before three digits separates thousands in English, a single dot does in
 * Spanish; otherwise a single mark is the decimal one.
 */
export function canonicalNumbers(text: string, locale: CoreLocale): string {
  return text.replace(numberToken, (token) =>
    canonicalNumber(token.replace(/[ \u00a0\u202f]/g, ""), locale),
  );
}

function canonicalNumber(token: string, locale: CoreLocale): string {
  const marks = token.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return token;
  if (new Set(marks).size === 2) return splitAt(token, token.lastIndexOf(last));
  const groups = locale === "en" ? "," : locale === "es" ? "." : "";
  const grouped = marks.length > 1 || (last === groups && /^[1-9]\d{0,2}[.,]\d{3}$/.test(token));
  return grouped ? token.replace(/[.,]/g, "") : token.replace(",", ".");
}

function splitAt(token: string, index: number): string {
  return `${token.slice(0, index).replace(/[.,]/g, "")}.${token.slice(index + 1)}`;
}
