import type { CoreLocale } from "../../../../shared/locale.ts";
import { formatNumber } from "../numbers/format-number.ts";
import type { Phrases } from "../phrases/phrases.ts";
import { codeParts, listParts, markdownDemo, mathsPart, planetTable } from "./markdown-parts.ts";

/**
 * A generated reply of some three thousand words: the Markdown demonstration, then times tables,
 * squares, primes and Fibonacci numbers.
 */
export function composeLongText(locale: CoreLocale, phrases: Phrases): string {
  const show = (value: number | bigint) => formatNumber(String(value), locale).text;
  const { long } = phrases;
  const tables = Array.from(
    { length: 12 },
    (_, index) => `### ${long.timesTable(index + 1)}\n\n${timesTable(index + 1, show)}`,
  );
  const squares = Array.from(
    { length: 60 },
    (_, index) => `${index + 1}. ${phrases.count.line(index + 1, 60, show((index + 1) ** 2))}`,
  );
  return [
    long.opening,
    markdownDemo(phrases.demo, locale),
    `## ${long.tables}`,
    ...tables,
    `## ${long.squares}`,
    squares.join("\n"),
    `## ${long.primes}`,
    primes(1_000).map(show).join(", "),
    `## ${long.fibonacci}`,
    fibonacci(60)
      .map((value, index) => `- F(${index + 1}) = ${show(value)}`)
      .join("\n"),
    `## ${long.code}`,
    codeParts([]),
    long.closing,
  ].join("\n\n");
}

/** Single parts of the demonstration, for requests such as "show me a table". */
export function markdownPart(
  part: "table" | "lists" | "maths" | "quote",
  locale: CoreLocale,
  phrases: Phrases,
): string {
  const { demo } = phrases;
  switch (part) {
    case "table":
      return planetTable(demo, locale);
    case "lists":
      return listParts(demo);
    case "maths":
      return mathsPart(demo);
    case "quote":
      return demo.quote.map((line) => `> ${line}`).join("\n>\n");
  }
}

/** A table of `factor` times 1 to 12. */
export function timesTable(factor: number, show: (value: number) => string): string {
  const rows = Array.from(
    { length: 12 },
    (_, index) => `| ${show(factor)} × ${index + 1} | ${show(factor * (index + 1))} |`,
  );
  return `| × | = |\n| ---: | ---: |\n${rows.join("\n")}`;
}

function primes(limit: number): number[] {
  const found: number[] = [];
  for (let n = 2; n <= limit; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

function fibonacci(count: number): bigint[] {
  const found: bigint[] = [];
  let [current, next] = [1n, 1n];
  for (let index = 0; index < count; index++) {
    found.push(current);
    [current, next] = [next, current + next];
  }
  return found;
}
