import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { locales } from "../../../../shared/locale.ts";
import type { MailPreferences } from "../../../../shared/user.ts";

/** People. A guest has no e-mail address; registering fills it in and keeps the row. */
export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    role: text({ enum: ["user", "admin"] })
      .notNull()
      .default("user"),
    email: text(),
    /** Argon2id in PHC form; null for a guest. */
    passwordHash: text("password_hash"),
    /** When the person showed that mail to the address reaches them. */
    emailVerifiedAt: timestamp("email_verified_at", { withTimezone: true, precision: 3 }),
    /** Since when nothing of this user's works any more: sessions, keys, sockets, queued work. */
    disabledAt: timestamp("disabled_at", { withTimezone: true, precision: 3 }),
    /** Which mails the person asked for. */
    mailPreferences: jsonb("mail_preferences").$type<MailPreferences>().notNull().default({}),
    isGuest: boolean("is_guest").notNull().default(true),
    /** Whose programs brought this user along, by API key; null for everybody else. */
    ownerId: text("owner_id").references((): AnyPgColumn => users.id, { onDelete: "cascade" }),
    /** What those programs call the user. */
    externalId: text("external_id"),
    locale: text({ enum: locales }).notNull().default("en"),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** Whether nothing of this user goes into the analytics. */
    analyticsOptOut: boolean("analytics_opt_out").notNull().default(false),
    /**
     * Of a guest: the last use that the clean-up has found, so that it does not look again before that is old. One who
     * has nothing yet is given an earlier time and looked at sooner. Of a named user: the last time that a program asked for it.
     */
    guestSeenAt: timestamp("guest_seen_at", { withTimezone: true, precision: 3 }),
    /** Head of this user's feed; taken under the row's lock, so feed numbers have no gaps. */
    feedSeq: integer("feed_seq").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("users_email_key").on(sql`lower(${table.email})`),
    uniqueIndex("users_external_key").on(table.ownerId, table.externalId),
    // Most rows are guests: admins list the others, and a registration asks whether there is one.
    index("users_registered_idx")
      .on(table.id)
      .where(sql`not ${table.isGuest}`),
    index("users_admins_idx")
      .on(table.id)
      .where(sql`${table.role} = 'admin'`),
    index("users_guests_idx")
      .on(sql`coalesce(${table.guestSeenAt}, ${table.createdAt})`)
      .where(sql`${table.isGuest} and ${table.role} = 'user'`),
    index("users_new_guests_idx")
      .on(table.createdAt)
      .concurrently()
      .where(
        sql`${table.isGuest} and ${table.role} = 'user' and ${table.ownerId} is null and ${table.guestSeenAt} is null`,
      ),
    index("users_previewing_idx")
      .on(table.id)
      .where(sql`starts_with(${table.externalId}, E'\\x1fpreview:')`),
  ],
);

/** The server side of the session cookie; only the SHA-256 of its secret is kept. */
export const authSessions = pgTable(
  "auth_sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    /** The value before the last rotation: whoever shows it later than a lost answer explains has a copy. */
    previousTokenHash: text("previous_token_hash"),
    rotatedAt: timestamp("rotated_at", { withTimezone: true, precision: 3 }),
    /** When the client first proved that the answer of the last rotation arrived. */
    confirmedAt: timestamp("confirmed_at", { withTimezone: true, precision: 3 }),
    /** Whether its cookie has the `__Host-` name: one by the plain name does not open it over TLS. */
    isHostBound: boolean("is_host_bound").notNull().default(false),
    userAgent: text("user_agent"),
    /** Client address of the last use. */
    address: text(),
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
    index("auth_sessions_previous_idx").on(table.previousTokenHash),
  ],
);

/**
 * Links in mails that work once. The secret in the link is made from the id with a key of the
 * server's, so nothing that is kept here opens anything.
 */
export const oneTimeTokens = pgTable(
  "one_time_tokens",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text({ enum: ["verify_email", "reset_password", "change_email"] }).notNull(),
    /** The address that it was sent to. */
    email: text().notNull(),
    /** Of a registration: what becomes the account's when the link is used. */
    passwordHash: text("password_hash"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }).notNull(),
    usedAt: timestamp("used_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("one_time_tokens_user_idx").on(table.userId),
    index("one_time_tokens_expiry_idx").on(table.expiresAt),
  ],
);

/** Keys that programs call with (`sk-…`); only the SHA-256 is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    keyHash: text("key_hash").notNull().unique(),
    /** The last four characters, for people to tell keys apart. */
    hint: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true, precision: 3 }),
    revokedAt: timestamp("revoked_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("api_keys_user_idx").on(table.userId),
    index("api_keys_revoked_idx")
      .on(table.revokedAt)
      .where(sql`${table.revokedAt} is not null`),
  ],
);
