import { isObject, type JsonObject } from "../../platform/narrow.ts";

/** The value at a path in JSON, such as `["pricing", "prompt"]`; undefined when there is none. */
export function readPlace(entry: JsonObject, place: readonly string[]): unknown {
  return place.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), entry);
}

/** The first number of tokens at one of these paths. */
export function readTokens(
  entry: JsonObject,
  places: readonly (readonly string[])[],
): number | undefined {
  return places
    .map((place) => readPlace(entry, place))
    .find((told): told is number => typeof told === "number" && isTokens(told));
}

function isTokens(told: number): boolean {
  return Number.isSafeInteger(told) && told > 0 && told <= 100_000_000;
}

/** Whether a list at one of these paths contains a word; undefined when there is no list. */
export function listHolds(
  entry: JsonObject,
  places: readonly (readonly string[])[],
  words: readonly string[],
): boolean | undefined {
  const list = places.map((place) => readPlace(entry, place)).find(Array.isArray);
  return list?.some((each: unknown) => typeof each === "string" && words.includes(each));
}

/** The first boolean at one of these paths. */
export function readFlag(
  entry: JsonObject,
  places: readonly (readonly string[])[],
): boolean | undefined {
  return places
    .map((place) => readPlace(entry, place))
    .find((told): told is boolean => typeof told === "boolean");
}
