import {
  boolean,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { users } from "./users.ts";
import { workflows } from "./workflows.ts";

/** Conversations. */
export const threads = pgTable(
  "threads",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id),
    title: text(),
    /** Head of the thread's message numbers; taken under the row's lock. */
    messageSeq: integer("message_seq").notNull().default(0),
    unread: boolean().notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index("threads_recent_idx").on(table.userId, table.updatedAt.desc(), table.id.desc()),
  ],
);

/** User and assistant messages: a tree through `parent_id`. */
export const messages = pgTable(
  "messages",
  {
    id: text().primaryKey(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    parentId: text("parent_id"),
    seq: integer().notNull(),
    role: text({ enum: ["user", "assistant"] }).notNull(),
    /** Empty while the generation of an assistant message is live. */
    text: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("messages_thread_seq_key").on(table.threadId, table.seq),
    index("messages_user_idx").on(table.userId, table.createdAt.desc()),
  ],
);
