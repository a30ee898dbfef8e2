import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { threads } from "./threads.ts";

/** How long deleted messages can be brought back, and their files stay, in minutes. */
export const restorableMinutes = 15;

/** Deleted messages, kept for a while so that their owner can bring them back. */
export const removals = pgTable(
  "removals",
  {
    id: text().primaryKey(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    /** The deleted rows by table, and what changed elsewhere; see `remove-message.ts`. */
    rows: jsonb().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index("removals_thread_idx").on(table.threadId),
    index("removals_created_idx").on(table.createdAt),
  ],
);
