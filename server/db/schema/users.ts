import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { locales } from "../../../shared/locale.ts";

/** People. A guest has no e-mail address; registering will fill it in and keep the row. */
export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    role: text({ enum: ["user", "admin"] })
      .notNull()
      .default("user"),
    email: text(),
    isGuest: boolean("is_guest").notNull().default(true),
    locale: text({ enum: locales }).notNull().default("en"),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** Head of this user's feed; taken under the row's lock, so feed numbers have no gaps. */
    feedSeq: integer("feed_seq").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("users_email_key").on(sql`lower(${table.email})`)],
);

/** The server side of the cookie `chatkit_session_id`; only the SHA-256 of its value is kept. */
export const authSessions = pgTable(
  "auth_sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    userAgent: text("user_agent"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true, precision: 3 })
      .notNull()
      .defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }).notNull(),
    revokedAt: timestamp("revoked_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("auth_sessions_user_idx").on(table.userId),
    index("auth_sessions_expiry_idx").on(table.expiresAt),
  ],
);
