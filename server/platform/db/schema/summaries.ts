import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { GenerationErrorCode } from "../../../../shared/errors.ts";
import { summaryStatuses } from "../../../../shared/summary.ts";
import { messages, threads } from "./threads.ts";

/** Summaries of threads, each up to a message. */
export const summaries = pgTable(
  "summaries",
  {
    messageId: text("message_id")
      .primaryKey()
      .references(() => messages.id, { onDelete: "cascade" }),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    status: text({ enum: summaryStatuses }).notNull(),
    /** Empty unless it is ready. */
    text: text().notNull().default(""),
    error: text().$type<GenerationErrorCode>(),
    /** Incremented with every change. */
    revision: integer().notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index("summaries_thread_idx").on(table.threadId)],
);
