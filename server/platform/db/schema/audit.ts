import { bigint, index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { AuditKind } from "../../../../shared/audit.ts";

/**
 * Changes of accounts and permissions. No foreign keys: entries outlive the users they name.
 * Contains no secrets.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    seq: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
    kind: text().$type<AuditKind>().notNull(),
    /** The user who did it; null for an unknown caller, and for the operator's command line. */
    actorId: text("actor_id"),
    /** The user whose account it concerns; null when there is none. */
    userId: text("user_id"),
    /** IP address of the call; null for the command line. */
    address: text(),
    details: jsonb().$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [
    index("audit_events_user_idx").on(table.userId),
    index("audit_events_at_idx").on(table.at),
  ],
);
