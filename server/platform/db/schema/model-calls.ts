import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 }).notNull();

/**
 * The calls of all nodes to model servers that take a limited number at once: those that have a
 * slot, and those that wait for one. The table is unlogged: after a crash of the database the calls
 * are gone too.
 */
export const modelCalls = pgTable(
  "model_calls",
  {
    id: text().primaryKey(),
    /** A digest of address and key. */
    server: text().notNull(),
    userId: text("user_id").notNull(),
    /** From 1 up to the server's limit; null while it waits. */
    slot: integer(),
    /** Its round among the waiting calls: everyone has one call in a round. */
    turn: integer().notNull().default(0),
    since: moment("since").default(sql`clock_timestamp()`),
    /** Its node renews this while it lives. */
    leaseUntil: moment("lease_until"),
  },
  (table) => [
    uniqueIndex("model_calls_slot_idx").on(table.server, table.slot),
    index("model_calls_lease_idx").on(table.leaseUntil),
    index("model_calls_turn_idx")
      .on(table.server, table.turn, table.since)
      .where(sql`${table.slot} is null`),
  ],
);
