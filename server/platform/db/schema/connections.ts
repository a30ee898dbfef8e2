import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const moment = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3 }).notNull().defaultNow();

/** Connections that admins have made; those of the settings are not stored. */
export const connections = pgTable("connections", {
  /** The prefix of its models' names. */
  id: text().primaryKey(),
  /** One of `connectionKinds`, or one from a later version. */
  kind: text().notNull(),
  /** Null for the service's own address. */
  baseUrl: text("base_url"),
  /** Key and headers, encrypted (`sealed-secrets.ts`). */
  sealed: text().notNull(),
  /** Null offers the models in the server's list. */
  models: jsonb().$type<string[]>(),
  /** Who may use its models: one of `accessLevels`, or a rule of a later version. */
  access: jsonb()
    .notNull()
    .default(sql`'"everyone"'::jsonb`),
  /** The most calls at once over all nodes; null for any number. */
  maxConcurrent: integer("max_concurrent"),
  revision: integer().notNull().default(1),
  createdAt: moment("created_at"),
  updatedAt: moment("updated_at"),
});

/** Settings of the whole server that admins have changed, and what its backups have come to, by name. */
export const serverSettings = pgTable("server_settings", {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: moment("updated_at"),
});
