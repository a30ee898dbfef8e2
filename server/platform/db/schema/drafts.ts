import { sql } from "drizzle-orm";
import { bigint, index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { threads } from "./threads.ts";
import { users } from "./users.ts";

/** Unsent text and files of users, one row a thread. */
export const drafts = pgTable(
  "drafts",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The thread's id; empty for the new chat. */
    place: text().notNull(),
    /** Null for the new chat. */
    threadId: text("thread_id").references(() => threads.id, { onDelete: "cascade" }),
    text: text().notNull(),
    /** In order. No foreign keys: a file may be deleted while the draft is written. */
    attachmentIds: text("attachment_ids")
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** At least the time in milliseconds, so that one written anew is higher too. */
    revision: bigint({ mode: "number" }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.place] }),
    index("drafts_thread_idx").on(table.threadId),
  ],
);
