import { index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Localized, Starter } from "../../../shared/workflow.ts";
import { users } from "./users.ts";

/** Configured assistants. */
export const workflows = pgTable("workflows", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Null follows the server's configured model. */
  model: text(),
  instructions: text().notNull(),
  greeting: jsonb().$type<Localized>().notNull(),
  placeholder: jsonb().$type<Localized>().notNull(),
  starters: jsonb().$type<Starter[]>().notNull(),
  version: integer().notNull().default(1),
  createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** The right of one user to talk to one workflow for a while. */
export const chatSessions = pgTable(
  "chat_sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id),
    clientSecretHash: text("client_secret_hash").notNull().unique(),
    maxRequestsPerMinute: integer("max_requests_per_minute").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }).notNull(),
    cancelledAt: timestamp("cancelled_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("chat_sessions_user_idx").on(table.userId),
    index("chat_sessions_expiry_idx").on(table.expiresAt),
  ],
);
