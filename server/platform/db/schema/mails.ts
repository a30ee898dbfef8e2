import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { coreLocales } from "../../../../shared/locale.ts";

/**
 * Mails, from the event that causes one until the mail server has accepted it. No foreign key: the
 * mail about an account's deletion outlives it.
 */
export const mails = pgTable(
  "mails",
  {
    id: text().primaryKey(),
    /** The event, such as `welcome:user_…`: at most one mail each. */
    event: text().notNull().unique(),
    userId: text("user_id").notNull(),
    recipient: text().notNull(),
    /** The core language; earlier versions know no others. */
    locale: text({ enum: coreLocales }).notNull(),
    /** The language, if it is not a core one; counts only while `locale` is its stand-in. */
    language: text(),
    /** The content, by kind; `mailContentSchema` parses it. */
    content: jsonb().$type<{ kind: string }>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** Set during a try; an old one belongs to a worker that has died. */
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
