import fc from "fast-check";
import { isObject } from "../../../server/platform/narrow.ts";

/** JSON nested this deep. */
function nested(depth: number): unknown {
  return JSON.parse("[".repeat(depth) + "]".repeat(depth));
}

/** Values that programs do not expect: of each type, at the limits of JSON. */
const nasty: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  5e-324,
  "",
  " ",
  "\u0000",
  "\ud800",
  "a\udfffb",
  "\u202e",
  "\ufeff",
  "x".repeat(20_000),
  "é".repeat(6_000),
  "🦊".repeat(300),
  "null",
  "[object Object]",
  "'; drop table users; --",
  [],
  [null],
  [[]],
  {},
  { "": null },
  nested(20),
  nested(200),
  Array(2_000).fill(0),
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1},"toString":1}'),
];

const nastyValues = fc.oneof(
  fc.constantFrom(...nasty),
  fc.jsonValue(),
  fc.string({ unit: "binary" }),
);

/** The texts among them, for paths, queries and headers. */
export const nastyTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "\u0000",
    "-1",
    "1.5",
    "1e1",
    "0x10",
    " 1",
    "+1",
    "٣",
    "null",
    "undefined",
    "[]",
    "{}",
    "a/b",
    "a?b#c",
    "..%2f..",
    "%00",
    "x".repeat(300),
    "🦊".repeat(60),
    "'; --",
    "\u202e",
  ),
  fc.string({ unit: "binary" }),
);

/** Values of which one part is replaced, removed or given another field. */
export function brokenValues(whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const how = fc.constantFrom("replace", "remove", "add");
  return fc.tuple(whole, fc.nat(), nastyValues, how).map(([value, place, other, kind]) => {
    const paths = pathsOf(value);
    return changed(value, paths[place % paths.length] ?? [], { how: kind, other });
  });
}

type Path = readonly (string | number)[];

/** The paths of a value and of all its parts. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value))
    return [path, ...value.flatMap((each, i) => pathsOf(each, [...path, i]))];
  if (!isObject(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))];
}

interface Change {
  how: "replace" | "remove" | "add";
  other: unknown;
}

function changed(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  const { how, other } = change;
  if (key === undefined)
    return how === "add" && isObject(value) ? { ...value, extra: other } : other;
  const isRemoved = how === "remove" && rest.length === 0;
  if (Array.isArray(value))
    return value.flatMap((each, i) => {
      if (i !== key) return [each];
      return isRemoved ? [] : [changed(each, rest, change)];
    });
  if (!isObject(value)) return value;
  const { [key]: part, ...others } = value;
  return isRemoved ? others : { ...others, [key]: changed(part, rest, change) };
}

/** Bodies that are not JSON, or only just. */
export const rawBodies: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "null",
    "true",
    "0",
    '"text"',
    "[]",
    "{}",
    "{",
    "{]",
    "\ufeff{}",
    "NaN",
    "1e999",
    '{"user":"a","user":{}}',
    '{"user":1e999}',
    '{"a":1,}',
    "{'a':1}",
    "a=b&c=d",
    "[".repeat(50_000),
    `${'{"a":'.repeat(40)}1${"}".repeat(40)}`,
    `"${"\\ud800".repeat(99)}"`,
  ),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Uint8Array.from(bytes)),
);
