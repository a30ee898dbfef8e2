import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import {
  attachmentKinds,
  attachmentRefusals,
  uploadStatuses,
} from "../../../../shared/attachment.ts";
import { bytea } from "./bytea.ts";
import { projects } from "./projects.ts";
import { threads } from "./threads.ts";
import { users } from "./users.ts";
import { workflows } from "./workflows.ts";

/** Files attached to messages, with what was extracted from them. */
export const attachments = pgTable(
  "attachments",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The workflow that may see it. */
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id),
    kind: text({ enum: attachmentKinds }).notNull(),
    name: text().notNull(),
    mimeType: text("mime_type").notNull(),
    /** Announced size in bytes; `receivedBytes` of them are in `attachment_parts`. */
    size: integer().notNull(),
    receivedBytes: integer("received_bytes").notNull().default(0),
    status: text({ enum: uploadStatuses }).notNull().default("uploading"),
    refusal: text({ enum: attachmentRefusals }),
    /** Pixels. */
    width: integer(),
    height: integer(),
    /** Extracted text for models; null for images. */
    text: text(),
    /** Whether the text was cut. */
    isCut: boolean("is_cut").notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** When it is deleted if no message uses it; null while one does. */
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("attachments_user_idx").on(table.userId),
    index("attachments_expiry_idx")
      .on(table.expiresAt)
      .where(sql`${table.expiresAt} is not null`),
  ],
);

/** The bytes of files, as uploaded: all parts but the last have the same size. */
export const attachmentParts = pgTable(
  "attachment_parts",
  {
    attachmentId: text("attachment_id")
      .notNull()
      .references(() => attachments.id, { onDelete: "cascade" }),
    /** From 0. */
    position: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.attachmentId, table.position] })],
);

export const picturePurposes = ["preview", "shown"] as const;

/** Smaller versions of images: one for people, one for models. */
export const attachmentPictures = pgTable(
  "attachment_pictures",
  {
    attachmentId: text("attachment_id")
      .notNull()
      .references(() => attachments.id, { onDelete: "cascade" }),
    purpose: text({ enum: picturePurposes }).notNull(),
    mimeType: text("mime_type").notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.attachmentId, table.purpose] })],
);

/**
 * The files of messages, sent or queued. Versions of a message may share a file. No foreign key to
 * the message, because a queued one has no row yet.
 */
export const messageAttachments = pgTable(
  "message_attachments",
  {
    messageId: text("message_id").notNull(),
    /** From 0. */
    position: integer().notNull(),
    attachmentId: text("attachment_id")
      .notNull()
      .references(() => attachments.id, { onDelete: "cascade" }),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.position] }),
    index("message_attachments_thread_idx").on(table.threadId),
    index("message_attachments_attachment_idx").on(table.attachmentId),
  ],
);

/** The files of projects. */
export const projectAttachments = pgTable(
  "project_attachments",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    attachmentId: text("attachment_id")
      .notNull()
      .references(() => attachments.id, { onDelete: "cascade" }),
    addedAt: timestamp("added_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.attachmentId] }),
    index("project_attachments_attachment_idx").on(table.attachmentId),
  ],
);
