import { z } from "@hono/zod-openapi";

/**
 * A whole number from 0 to `max` in a path or query. Decimal digits only: no sign, blank, fraction,
 * exponent or hexadecimal form.
 */
export function urlNumber(max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, "a whole number")
    .transform(Number)
    .pipe(z.int().min(0).max(max))
    .openapi({ type: "integer", minimum: 0, maximum: max });
}
