import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

/**
 * Counters of the rate limiter, in the layout of rate-limiter-flexible. Unlogged: a database crash
 * loses only a minute of counting.
 */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    points: integer().notNull().default(0),
    /** Unix time in milliseconds; null never expires. */
    expire: bigint({ mode: "number" }),
  },
  (table) => [index("rate_limits_expire_idx").on(table.expire)],
);
