import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { authSessions, users } from "./users.ts";

/** The key pairs that this server signs pushes with. */
export const pushKeys = pgTable("push_keys", {
  /** What it is for: only `vapid` so far. */
  purpose: text().primaryKey(),
  /** Base64url of the uncompressed point. Browsers subscribe for it. */
  publicKey: text("public_key").notNull(),
  /** Encrypted with the server's secret (`sealed-secrets.ts`). */
  sealedPrivateKey: text("sealed_private_key").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** Browsers that get notifications, at most one for each auth session. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    authSessionId: text("auth_session_id")
      .notNull()
      .unique()
      .references(() => authSessions.id, { onDelete: "cascade" }),
    /** The address at the browser's push service. Only the browser and this server know it. */
    endpoint: text().notNull().unique(),
    /** The browser's public key and secret, base64url. */
    p256dh: text().notNull(),
    auth: text().notNull(),
    /** The server's public key that the browser subscribed for. */
    serverKey: text("server_key").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** When the push service last took a push; null before the first. */
    lastUsedAt: timestamp("last_used_at", { withTimezone: true, precision: 3 }),
    /** Until when the push service has asked to wait. */
    notBefore: timestamp("not_before", { withTimezone: true, precision: 3 }),
    /** The generation that it was last told of. */
    lastGenerationId: text("last_generation_id"),
  },
  (table) => [index("push_subscriptions_user_idx").on(table.userId)],
);
