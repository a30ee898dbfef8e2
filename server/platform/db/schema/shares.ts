import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { Part } from "../../../../shared/parts.ts";
import { shareAudiences } from "../../../../shared/share-audience.ts";
import { attachments } from "./attachments.ts";
import { threads } from "./threads.ts";
import { users } from "./users.ts";

/** Links to copies of chats. Revoking one deletes its row. */
export const shares = pgTable(
  "shares",
  {
    id: text().primaryKey(),
    /** The unguessable part of the address: 128 random bits. */
    slug: text().notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    title: text(),
    audience: text({ enum: shareAudiences }).notNull(),
    /** Argon2id in PHC form; null without a password. */
    passwordHash: text("password_hash"),
    hasThoughts: boolean("has_thoughts").notNull(),
    hasFiles: boolean("has_files").notNull(),
    /** The last copied message, from which an update goes on. */
    leafId: text("leaf_id").notNull(),
    /** Number of copied messages. */
    messageCount: integer("message_count").notNull(),
    /** The thread's last message number at the time of the copy. */
    messageSeq: integer("message_seq").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** The time of the copy. */
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** The last change of the copy or of a setting. */
    changedAt: timestamp("changed_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("shares_user_idx").on(table.userId),
    index("shares_thread_idx").on(table.threadId),
    index("shares_expiry_idx").on(table.expiresAt),
  ],
);

/** The copied messages. */
export const shareMessages = pgTable(
  "share_messages",
  {
    shareId: text("share_id")
      .notNull()
      .references(() => shares.id, { onDelete: "cascade" }),
    /** From 0. */
    position: integer().notNull(),
    role: text({ enum: ["user", "assistant"] }).notNull(),
    text: text().notNull(),
    /** Text and, if the owner wants so, thoughts; null if it is only the text. */
    parts: jsonb().$type<readonly Part[]>(),
    /** The model of a reply; null for a user's message. */
    model: text(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.shareId, table.position] })],
);

/** The files of copied messages, whose bytes are those of the chat's files. */
export const shareFiles = pgTable(
  "share_files",
  {
    shareId: text("share_id")
      .notNull()
      .references(() => shares.id, { onDelete: "cascade" }),
    /** The position of the message. */
    position: integer().notNull(),
    /** From 0, among the files of the message. */
    place: integer().notNull(),
    attachmentId: text("attachment_id")
      .notNull()
      .references(() => attachments.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.shareId, table.position, table.place] }),
    index("share_files_attachment_idx").on(table.attachmentId),
  ],
);
