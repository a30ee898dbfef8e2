import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { locales } from "../../../../shared/locale.ts";

/**
 * Mails, from the event that asks for one until the server of the addressee's side has taken it.
 * No foreign key: the mail that says an account is gone outlives it.
 */
export const mails = pgTable(
  "mails",
  {
    id: text().primaryKey(),
    /** What it is about, such as `welcome:user_…`: one event, one mail. */
    event: text().notNull().unique(),
    userId: text("user_id").notNull(),
    recipient: text().notNull(),
    locale: text({ enum: locales }).notNull(),
    /** What it says, by its kind: `mailContentSchema` reads it. */
    content: jsonb().$type<{ kind: string }>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** While one try is on its way; an old one is of a worker that has died. */
    claimedAt: timestamp("claimed_at", { withTimezone: true, precision: 3 }),
    sentAt: timestamp("sent_at", { withTimezone: true, precision: 3 }),
    /** Why it will never be sent. */
    failure: text(),
  },
  (table) => [
    index("mails_created_idx").on(table.createdAt),
    index("mails_user_idx").on(table.userId),
  ],
);
