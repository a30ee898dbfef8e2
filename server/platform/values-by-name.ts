import { z } from "zod";
import { isObject, parseJson } from "./narrow.ts";
import { findReservedName } from "./reserved-name.ts";

/**
 * A setting: a JSON object of values by name, such as `{"gpt-5-mini": {"input": 0.25}}`. Read into a
 * map, because a model may be called `__proto__`, which schemas of objects drop.
 *
 * @param problem the message for anything else
 */
export function valuesByName<Value>(
  schemas: { name: z.ZodType<string>; value: z.ZodType<Value> },
  problem: string,
) {
  const schema = z.map(schemas.name, schemas.value);
  return z.string().transform((text, context): ReadonlyMap<string, Value> => {
    const written = parseJson(text);
    const entries = isObject(written) ? Object.entries(written) : null;
    const isLossy = entries?.some(([, value]) => findReservedName(value) !== null) ?? false;
    const parsed = schema.safeParse(entries && !isLossy ? new Map(entries) : null);
    if (parsed.success) return parsed.data;
    context.addIssue(problem);
    return z.NEVER;
  });
}
