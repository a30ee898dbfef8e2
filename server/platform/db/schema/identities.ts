import { index, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { users } from "./users.ts";

/** Who an identity provider says that a user is. A subject is unique only within its issuer. */
export const identities = pgTable(
  "identities",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    issuer: text().notNull(),
    subject: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    uniqueIndex("identities_subject_key").on(table.issuer, table.subject),
    index("identities_user_idx").on(table.userId),
  ],
);

/**
 * Sign-ins with a provider that a browser has begun. The browser's cookie has the secret, from
 * which everything else is derived; its hash grants no access.
 */
export const identityAttempts = pgTable(
  "identity_attempts",
  {
    secretHash: text("secret_hash").primaryKey(),
    provider: text().notNull(),
    /** The issuer at the beginning. */
    issuer: text().notNull(),
    /** The account that it is to be connected to; null for signing in. */
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** The shared chat to return to; null for the chat. */
    nextShare: text("next_share"),
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    index("identity_attempts_user_idx").on(table.userId),
    index("identity_attempts_expiry_idx").on(table.expiresAt),
  ],
);
