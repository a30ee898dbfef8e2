import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Inference } from "../../../../shared/inference-schemas.ts";
import type { Part } from "../../../../shared/parts.ts";
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
    /** The chat session that its last message came by; null for none. Outlives the session. */
    chatSessionId: text("chat_session_id"),
    /** Head of the thread's message numbers; taken under the row's lock. */
    messageSeq: integer("message_seq").notNull().default(0),
    unread: boolean().notNull().default(false),
    /** What the person has chosen about how replies are made; null for nothing. */
    inference: jsonb().$type<Inference>(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index("threads_recent_idx").on(table.userId, table.updatedAt.desc(), table.id.desc()),
  ],
);

/**
 * Ids of threads that their people have deleted, so that a late repetition of the call that made
 * one does not make it again.
 */
export const deletedThreads = pgTable(
  "deleted_threads",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    deletedAt: timestamp("deleted_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index("deleted_threads_user_idx").on(table.userId),
    index("deleted_threads_deleted_idx").on(table.deletedAt),
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
    /** All of its content; null where that is nothing but the text. */
    parts: jsonb().$type<readonly Part[]>(),
    /** What its reader thinks of a reply; null for nothing. */
    feedback: text({ enum: ["positive", "negative"] }),
    /** How often that has changed. */
    feedbackRevision: integer("feedback_revision").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("messages_thread_seq_key").on(table.threadId, table.seq),
    index("messages_user_idx").on(table.userId, table.createdAt.desc()),
  ],
);

/**
 * A person's messages that wait for the reply before them to end. One that goes out becomes a row
 * of `messages`; one that was taken back stays without its text, so that a late repetition of the
 * call that queued it does not queue it again.
 */
export const queuedMessages = pgTable(
  "queued_messages",
  {
    id: text().primaryKey(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    /** The id of the reply to come. */
    replyId: text("reply_id").notNull(),
    /** The reply after which it goes out. */
    afterId: text("after_id").notNull(),
    text: text().notNull(),
    /** Lowest goes first; taken under the thread's lock. */
    position: integer().notNull(),
    urgent: boolean().notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    removedAt: timestamp("removed_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("queued_messages_thread_idx").on(table.threadId, table.position),
    index("queued_messages_waiting_idx")
      .on(table.afterId)
      .where(sql`${table.removedAt} is null`),
    index("queued_messages_removed_idx")
      .on(table.removedAt)
      .where(sql`${table.removedAt} is not null`),
  ],
);
