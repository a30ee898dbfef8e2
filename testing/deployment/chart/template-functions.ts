import { stringify } from "yaml";
import { z } from "zod";

/** Whether Go's templates take a value for true: nothing that is empty is. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** A value as a template prints it. Throws for one that would be `<no value>` or in Go's notation. */
export function print(value: unknown): string {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isInteger(value) && value < 1e6) return String(value);
  throw new Error(`cannot be printed: ${JSON.stringify(value)}`);
}

/** With its keys in order, as Go writes it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

const text = z.string();
const number = z.number();

/** The functions of Helm that the chart uses, by name; the last word is what is piped into them. */
export const functions: Readonly<Record<string, (...words: unknown[]) => unknown>> = {
  add: (...words) => words.reduce<number>((sum, each) => sum + number.parse(each), 0),
  and: (...words) => words.find((each) => !isTrue(each)) ?? words.at(-1),
  default: (otherwise, value) => (isTrue(value) ? value : otherwise),
  eq: (a, b) => a === b,
  fail: (message) => {
    throw new Error(text.parse(message));
  },
  hasPrefix: (prefix, value) => text.parse(value).startsWith(text.parse(prefix)),
  nindent: (columns, value) =>
    `\n${text.parse(value).replaceAll(/^/gm, " ".repeat(number.parse(columns)))}`,
  not: (value) => !isTrue(value),
  or: (...words) => words.find(isTrue) ?? words.at(-1),
  printf: (format, ...words) =>
    words.reduce<string>(
      (result, word) => result.replace("%s", () => print(word)),
      text.parse(format),
    ),
  quote: (value) => JSON.stringify(print(value)),
  regexMatch: (pattern, value) => new RegExp(text.parse(pattern)).test(text.parse(value)),
  required: (message, value) => {
    if (value === undefined || value === null || value === "") throw new Error(text.parse(message));
    return value;
  },
  sha256sum: (value) => new Bun.CryptoHasher("sha256").update(text.parse(value)).digest("hex"),
  toJson: (value) => JSON.stringify(sorted(value)),
  toYaml: (value) => stringify(sorted(value), { lineWidth: 0 }).trimEnd(),
  trimSuffix: (end, value) => {
    const [whole, suffix] = [text.parse(value), text.parse(end)];
    return whole.endsWith(suffix) ? whole.slice(0, -suffix.length) : whole;
  },
  trunc: (most, value) => text.parse(value).slice(0, number.parse(most)),
};
