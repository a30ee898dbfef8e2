import { bigint, index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { AuditKind } from "../../../../shared/audit.ts";

/**
 * What happened to accounts and to what they may do. No foreign keys: what is written here outlives
 * those whom it is about. Holds no secrets.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    seq: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
    kind: text().$type<AuditKind>().notNull(),
    /** Who did it; null for an unknown caller, and for the operator's command line. */
    actorId: text("actor_id"),
    /** Whose account it is about; null when there is none. */
    userId: text("user_id"),
    /** Where the call came from; null for the command line. */
    address: text(),
    details: jsonb().$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [
    index("audit_events_user_idx").on(table.userId),
    index("audit_events_at_idx").on(table.at),
  ],
);
