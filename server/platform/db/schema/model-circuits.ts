import { index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/**
 * Models and model servers that fail, for all nodes; one that answers has no row. The table is unlogged:
 * what a crash of the database forgets here, the next failures tell again.
 */
export const modelCircuits = pgTable(
  "model_circuits",
  {
    /** A digest of address and key. */
    server: text().notNull(),
    /** Empty for the whole server. */
    model: text().notNull(),
    /** In a row, each soon after the last. */
    failures: integer().notNull(),
    /** How often the circuit has been opened since the last answer. */
    openings: integer().notNull().default(0),
    /** The code of the last failure. */
    reason: text().notNull(),
    failedAt: moment("failed_at").notNull().defaultNow(),
    /** The provider asks not to be called before; null when it has not asked. */
    pausedUntil: moment("paused_until"),
    /** When an open circuit is to be probed; null for a closed one. */
    openUntil: moment("open_until"),
  },
  (table) => [
    primaryKey({ columns: [table.server, table.model] }),
    index("model_circuits_failed_idx").on(table.failedAt).concurrently(),
  ],
);
