import { boolean, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { users } from "./users.ts";

/** What users want models to know in all their chats. Admins do not see it. */
export const personalSettings = pgTable("personal_settings", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** What the model should know about the user; empty for nothing. */
  about: text().notNull().default(""),
  /** How the model should reply; empty for nothing. */
  replyStyle: text("reply_style").notNull().default(""),
  /** Whether both are sent. */
  instructionsOn: boolean("instructions_on").notNull().default(true),
  /** Whether the user's memories are sent. */
  memoryOn: boolean("memory_on").notNull().default(true),
  updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** Facts that users want models to remember in all their chats. Admins do not see them. */
export const memories = pgTable(
  "memories",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    text: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index("memories_user_idx").on(table.userId)],
);
