import { index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { FeedEvent } from "../../../../shared/feed-event.ts";
import { users } from "./users.ts";

/** The per-user ordered logs of changes. */
export const feedEvents = pgTable(
  "feed_events",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    seq: integer().notNull(),
    event: jsonb().$type<FeedEvent>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.seq] }),
    // Events are appended in order of time, so a small BRIN index finds the old ones.
    index("feed_events_created_idx").using("brin", table.createdAt),
  ],
);
