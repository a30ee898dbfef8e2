import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

/**
 * Counters of the rate limiter, as rate-limiter-flexible lays them out. The table is unlogged: what
 * a crash of the database forgets here is a minute of counting.
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
