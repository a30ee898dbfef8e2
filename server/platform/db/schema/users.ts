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
import { coreLocales } from "../../../../shared/locale.ts";
import type { PushPreferences } from "../../../../shared/push.ts";
import type { MailPreferences } from "../../../../shared/user.ts";

/** Users. A guest has no e-mail address; registering fills it in and keeps the row. */
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
    /** When the address was verified. */
    emailVerifiedAt: timestamp("email_verified_at", { withTimezone: true, precision: 3 }),
    /** Since when the account is disabled, with its sessions, keys, sockets and queued work. */
    disabledAt: timestamp("disabled_at", { withTimezone: true, precision: 3 }),
    /** The optional mails that the user wants. */
    mailPreferences: jsonb("mail_preferences").$type<MailPreferences>().notNull().default({}),
    /** How the user wants to be notified on their devices. */
    pushPreferences: jsonb("push_preferences")
      .$type<Partial<PushPreferences>>()
      .notNull()
      .default({}),
    isGuest: boolean("is_guest").notNull().default(true),
    /** The account whose API key created this user; null for all others. */
    ownerId: text("owner_id").references((): AnyPgColumn => users.id, { onDelete: "cascade" }),
    /** What that account's programs call the user. */
    externalId: text("external_id"),
    /** The core language; earlier versions know no others. */
    locale: text({ enum: coreLocales }).notNull().default("en"),
    /** The language, if it is not a core one; counts only while `locale` is its stand-in. */
    language: text(),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** Whether the user has opted out of analytics. */
    analyticsOptOut: boolean("analytics_opt_out").notNull().default(false),
    /**
     * For a guest: the last use seen by the clean-up, which checks again only when that is old; an
     * earlier time for a guest without data, who is checked sooner. For a named user: the last time
     * that a program asked for it.
     */
    guestSeenAt: timestamp("guest_seen_at", { withTimezone: true, precision: 3 }),
    /**
     * The last number of this user's feed; incremented under the row's lock, so there are no gaps.
     */
    feedSeq: integer("feed_seq").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("users_email_key").on(sql`lower(${table.email})`),
    uniqueIndex("users_external_key").on(table.ownerId, table.externalId),
    // Most rows are guests: admins list the others, and registering checks whether any exist.
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

/** The server side of the session cookie; stores only the SHA-256 of its secret. */
export const authSessions = pgTable(
  "auth_sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    /**
     * The secret before the last rotation: a client that still uses it later than a lost response
     * explains has a copy.
     */
    previousTokenHash: text("previous_token_hash"),
    rotatedAt: timestamp("rotated_at", { withTimezone: true, precision: 3 }),
    /** When the client first proved that it received the last rotation's response. */
    confirmedAt: timestamp("confirmed_at", { withTimezone: true, precision: 3 }),
    /** Whether its cookie has the `__Host-` name: then a plain one does not open it over TLS. */
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
    /** When a visible tab of it last told its user that a reply in another chat had ended. */
    noticedAt: timestamp("noticed_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("auth_sessions_user_idx").on(table.userId),
    index("auth_sessions_expiry_idx").on(table.expiresAt),
    index("auth_sessions_previous_idx").on(table.previousTokenHash),
  ],
);

/**
 * Mailed one-time links. The link's secret is derived from the id with the server's key, so this
 * table grants no access.
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
    /** For a registration: the account's password once the link is used. */
    passwordHash: text("password_hash"),
    /** For a registration: the invitation that is used with the link. */
    invitationId: text("invitation_id"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }).notNull(),
    usedAt: timestamp("used_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("one_time_tokens_user_idx").on(table.userId),
    index("one_time_tokens_expiry_idx").on(table.expiresAt),
  ],
);

/** API keys (`sk-…`); stores only the SHA-256. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    keyHash: text("key_hash").notNull().unique(),
    /** The last four characters, to tell keys apart. */
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
