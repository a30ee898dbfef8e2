import { index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/**
 * Values loaded from elsewhere, cached for all nodes. Unlogged: what a database crash loses is
 * loaded again. A row may hold just the lease of the first load.
 */
export const cacheEntries = pgTable(
  "cache_entries",
  {
    kind: text().notNull(),
    key: text().notNull(),
    /** Null when the value does not exist. */
    value: jsonb(),
    /** Changes with every stored value; null before the first, and once invalidated. */
    version: text(),
    /** Of value and key, in bytes. */
    size: integer().notNull().default(0),
    storedAt: moment("stored_at").notNull().defaultNow(),
    freshUntil: moment("fresh_until"),
    /** Until then the stale value is served while a load runs or fails. */
    staleUntil: moment("stale_until"),
    /** The node that is loading it; null for none. */
    lease: text(),
    /**
     * When another node may load it: after the loading node's death, or a pause after a failure.
     */
    leaseUntil: moment("lease_until"),
    /** Time of the last load, if it failed. */
    failedAt: moment("failed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.key] }),
    index("cache_entries_stale_idx").on(table.staleUntil),
  ],
);
