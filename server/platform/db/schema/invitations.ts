import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { users } from "./users.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Links by which people come in; stores only the SHA-256 of their secrets. */
export const invitations = pgTable(
  "invitations",
  {
    id: text().primaryKey(),
    tokenHash: text("token_hash").notNull().unique(),
    /** What its admin calls it. */
    name: text().notNull(),
    /** What it makes of a person: one of `invitationGrants`, or a rule of a later version. */
    grants: text().notNull(),
    /** Null for any number. */
    maxUses: integer("max_uses"),
    uses: integer().notNull().default(0),
    /** The admin who made it; it ends when they are one no more. */
    createdBy: text("created_by")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: moment("created_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
    /** Null until it is used, and for uses counted by an earlier release. */
    lastUsedAt: moment("last_used_at"),
  },
  (table) => [
    index("invitations_creator_idx").on(table.createdBy),
    index("invitations_expiry_idx").on(table.expiresAt),
  ],
);
