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
import type { AnswerBy } from "../../../../shared/requests.ts";
import { threadPlaces } from "../../../../shared/thread.ts";
import { bytea } from "./bytea.ts";
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
    /**
     * The project that it is in; null for none. No foreign key: adding one would read all threads.
     * The row of the project is locked instead when this is set, and when it is deleted.
     */
    projectId: text("project_id"),
    /** The user's tags, as written, in their order. */
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Made of the first message's words; shown until there is a title. Null for none. */
    provisionalTitle: text("provisional_title"),
    /** The chat session of its last message; null for none. Outlives the session. */
    chatSessionId: text("chat_session_id"),
    /** The last message number; incremented under the row's lock. */
    messageSeq: integer("message_seq").notNull().default(0),
    unread: boolean().notNull().default(false),
    place: text({ enum: threadPlaces }).notNull().default("listed"),
    /**
     * The message whose branch the user reads; null for the newest. No foreign key, because messages
     * have one to the thread.
     */
    activeLeafId: text("active_leaf_id"),
    /** The thread and message that it was copied from; null for none. Both may be deleted. */
    sourceThreadId: text("source_thread_id"),
    sourceMessageId: text("source_message_id"),
    /** When a link to it was last created or changed; null without links. */
    sharedAt: timestamp("shared_at", { withTimezone: true, precision: 3 }),
    /** When the user moved it to the trash; null for a thread that is not there. */
    trashedAt: timestamp("trashed_at", { withTimezone: true, precision: 3 }),
    /** When a temporary chat is deleted, unless it is used or kept; null for any other thread. */
    temporaryUntil: timestamp("temporary_until", { withTimezone: true, precision: 3 }),
    /** The user's choices for replies; null for none. */
    inference: jsonb().$type<Inference>(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index("threads_recent_idx").on(table.userId, table.updatedAt.desc(), table.id.desc()),
    index("threads_project_idx")
      .on(table.projectId, table.updatedAt.desc(), table.id.desc())
      .concurrently(),
    index("threads_tagged_idx")
      .on(table.userId, table.updatedAt.desc(), table.id.desc())
      .concurrently()
      .where(sql`${table.tags} <> '{}'`),
    index("threads_pinned_idx")
      .on(table.userId)
      .where(sql`${table.place} = 'pinned'`),
    index("threads_trash_idx")
      .on(table.userId, table.trashedAt.desc(), table.id.desc())
      .where(sql`${table.trashedAt} is not null`)
      .concurrently(),
    index("threads_temporary_idx")
      .on(table.temporaryUntil)
      .where(sql`${table.temporaryUntil} is not null`)
      .concurrently(),
    index("threads_trashed_idx")
      .on(table.trashedAt)
      .where(sql`${table.trashedAt} is not null`)
      .concurrently(),
  ],
);

/**
 * Ids of deleted threads, so that a late retry of the call that created one does not create it
 * again.
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
    /** The whole content; null if it is only the text. */
    parts: jsonb().$type<readonly Part[]>(),
    /** The user's rating of a reply; null for none. */
    feedback: text({ enum: ["positive", "negative"] }),
    /** The user's words about it, for admins; null for none. */
    feedbackComment: text("feedback_comment"),
    /** When the rating or its comment was last changed; null for a rating of an earlier version. */
    feedbackAt: timestamp("feedback_at", { withTimezone: true, precision: 3 }),
    /** How many times the rating or its comment has changed. */
    feedbackRevision: integer("feedback_revision").notNull().default(0),
    /**
     * Written by versions whose searches read filters; since then null. A version that no longer has
     * to run beside those may drop it.
     */
    searchFilter: bytea("search_filter"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("messages_thread_seq_key").on(table.threadId, table.seq),
    index("messages_search_idx").on(
      table.userId,
      table.createdAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
      table.searchFilter,
    ),
    // Only the few messages with a comment.
    index("messages_comments_idx")
      .on(table.feedbackAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`${table.feedbackComment} is not null`)
      .concurrently(),
  ],
);

/**
 * Messages queued behind a reply. A sent one becomes a row of `messages`; a removed one stays
 * without its text, so that a late retry of the call that queued it does not queue it again.
 */
export const queuedMessages = pgTable(
  "queued_messages",
  {
    id: text().primaryKey(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    /** The id of its future reply. */
    replyId: text("reply_id").notNull(),
    /** The reply after which it is sent. */
    afterId: text("after_id").notNull(),
    text: text().notNull(),
    /** Lowest first; assigned under the thread's lock. */
    position: integer().notNull(),
    urgent: boolean().notNull().default(false),
    /** Who answers it; null leaves it to the thread. */
    answerBy: jsonb("answer_by").$type<AnswerBy>(),
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
