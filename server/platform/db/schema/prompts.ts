import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { users } from "./users.ts";

/** Texts that users keep to send again. */
export const prompts = pgTable(
  "prompts",
  {
    id: text().primaryKey(),
    /** Null for one that everyone has; admins change those. */
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text().notNull(),
    text: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index("prompts_user_idx").on(table.userId)],
);
