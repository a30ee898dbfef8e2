import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { users } from "./users.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/**
 * Messages that are in no segment yet, which a search reads themselves. Triggers on `messages` and
 * `message_attachments` write this table, so that messages of any version of the server are in it.
 * It has no foreign keys: checking them would lock the rows of messages and people.
 */
export const unindexedMessages = pgTable(
  "unindexed_messages",
  {
    userId: text("user_id").notNull(),
    messageId: text("message_id").notNull(),
    /** Another one after each change of the message. */
    change: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.messageId] })],
);

/** Parts of the search index: up to 4,096 messages of a person each. */
export const searchSegments = pgTable(
  "search_segments",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** When the newest and the oldest of its messages were created. */
    newest: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    oldest: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** Number of messages. */
    size: integer().notNull(),
    /** Whether it is as large as a segment may be. */
    isFull: boolean("is_full").notNull(),
    /** The time and the id of each message, newest first, in 55 bytes each. */
    places: bytea().notNull(),
    /** When its messages were last known to exist. */
    checkedAt: timestamp("checked_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index("search_segments_user_idx").on(table.userId),
    index("search_segments_checked_idx").on(table.checkedAt),
  ],
);

/** Which messages of a segment have which elements of text, by element. */
export const searchPages = pgTable(
  "search_pages",
  {
    segmentId: bigint("segment_id", { mode: "number" })
      .notNull()
      .references(() => searchSegments.id, { onDelete: "cascade" }),
    firstElement: bigint("first_element", { mode: "number" }).notNull(),
    body: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.segmentId, table.firstElement] })],
);
