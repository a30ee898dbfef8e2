import type { ModelTraits } from "../../../shared/model.ts";
import type { JsonObject } from "../../platform/narrow.ts";
import { readPlace } from "./read-place.ts";

const million = 1_000_000;

/** The fields of `GET /models` that hold prices, and the number of tokens they are for. */
const places = [
  // OpenRouter: dollars for one token, as text.
  { input: ["pricing", "prompt"], output: ["pricing", "completion"], tokens: 1 },
  // Together: for a million.
  { input: ["pricing", "input"], output: ["pricing", "output"], tokens: million },
  // DeepInfra: for a million.
  {
    input: ["metadata", "pricing", "input_tokens"],
    output: ["metadata", "pricing", "output_tokens"],
    tokens: million,
  },
] as const;

/**
 * US dollars per million tokens; undefined when the entry has no price, or one that varies (-1).
 */
export function priceOfEntry(entry: JsonObject): ModelTraits["price"] {
  for (const { input, output, tokens } of places) {
    const price = {
      input: readPrice(entry, input, tokens),
      output: readPrice(entry, output, tokens),
    };
    if (price.input !== null && price.output !== null)
      return { input: price.input, output: price.output };
  }
  return undefined;
}

function readPrice(entry: JsonObject, place: readonly string[], tokens: number): number | null {
  const told = readPlace(entry, place);
  if (typeof told !== "number" && (typeof told !== "string" || told.trim() === "")) return null;
  const price = (Number(told) * million) / tokens;
  // Rounded to a millionth of a dollar, because products of such small numbers are not exact.
  return Number.isFinite(price) && price >= 0 ? Math.round(price * million) / million : null;
}
