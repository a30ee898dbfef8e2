import { type ModelPrice, mostDollars } from "../../../shared/model.ts";
import type { JsonObject } from "../../platform/narrow.ts";
import { readPlace } from "./read-place.ts";

const million = 1_000_000;

/** The fields of `GET /models` that hold prices, and the number of tokens that a number is for. */
const places = [
  // OpenRouter.
  {
    input: ["pricing", "prompt"],
    output: ["pricing", "completion"],
    cachedInput: ["pricing", "input_cache_read"],
    cacheWrite: ["pricing", "input_cache_write"],
    tokens: 1,
  },
  // Together, in numbers; Vercel's gateway, in text.
  {
    input: ["pricing", "input"],
    output: ["pricing", "output"],
    cachedInput: ["pricing", "input_cache_read"],
    cacheWrite: ["pricing", "input_cache_write"],
    tokens: million,
  },
  // DeepInfra.
  {
    input: ["metadata", "pricing", "input_tokens"],
    output: ["metadata", "pricing", "output_tokens"],
    cachedInput: ["metadata", "pricing", "cache_read_tokens"],
    cacheWrite: ["metadata", "pricing", "cache_write_tokens"],
    tokens: million,
  },
] as const;

/**
 * US dollars per million tokens; undefined when the entry has no price, or one that varies (-1).
 */
export function priceOfEntry(entry: JsonObject): ModelPrice | undefined {
  for (const { tokens, ...place } of places) {
    const read = (path: readonly string[]) => readPrice(entry, path, tokens);
    const [input, output] = [read(place.input), read(place.output)];
    if (input === null || output === null) continue;
    const [cachedInput, cacheWrite] = [read(place.cachedInput), read(place.cacheWrite)];
    return {
      input,
      output,
      ...(cachedInput === null ? {} : { cachedInput }),
      ...(cacheWrite === null ? {} : { cacheWrite }),
    };
  }
  return undefined;
}

/** Text is a price for one token everywhere: it exists because such numbers are small. */
function readPrice(entry: JsonObject, place: readonly string[], tokens: number): number | null {
  const told = readPlace(entry, place);
  if (typeof told !== "number" && (typeof told !== "string" || told.trim() === "")) return null;
  const price = (Number(told) * million) / (typeof told === "string" ? 1 : tokens);
  // Rounded to a millionth of a dollar, because products of such small numbers are not exact.
  return price >= 0 && price <= mostDollars ? Math.round(price * million) / million : null;
}
