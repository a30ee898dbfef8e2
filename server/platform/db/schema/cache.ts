import { index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/**
 * What was read elsewhere and is kept for a while, for all nodes. The table is unlogged: what a crash
 * of the database forgets here is read again. A row may be no more than a lease on the first reading.
 */
export const cacheEntries = pgTable(
  "cache_entries",
  {
    kind: text().notNull(),
    key: text().notNull(),
    /** Null where there is no such thing. */
    value: jsonb(),
    /** Changes with every value stored; null before the first, and for one that is not to be used any more. */
    version: text(),
    /** Of value and key, in bytes. */
    size: integer().notNull().default(0),
    storedAt: moment("stored_at").notNull().defaultNow(),
    freshUntil: moment("fresh_until"),
    /** Until then it may stand in for what cannot be read, or is being read. */
    staleUntil: moment("stale_until"),
    /** The node that is loading it; null for none. */
    lease: text(),
    /** When another node may: the reader has died, or the pause after a failure is over. */
    leaseUntil: moment("lease_until"),
    /** Of the last reading, when it failed. */
    failedAt: moment("failed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.key] }),
    index("cache_entries_stale_idx").on(table.staleUntil),
  ],
);
