import { integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const moment = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3 }).notNull().defaultNow();

/** Model servers that admins have connected; those of the settings are not here. */
export const connections = pgTable("connections", {
  /** Stands in front of its models. */
  id: text().primaryKey(),
  /** One of `connectionKinds`, or one that only a later version knows. */
  kind: text().notNull(),
  /** Null for the service's own. */
  baseUrl: text("base_url"),
  /** Key and headers, encrypted (`sealed-secrets.ts`). */
  sealed: text().notNull(),
  /** Null offers those of the server's own list. */
  models: jsonb().$type<string[]>(),
  revision: integer().notNull().default(1),
  createdAt: moment("created_at"),
  updatedAt: moment("updated_at"),
});

/** What admins have set for the whole server, by name. */
export const serverSettings = pgTable("server_settings", {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: moment("updated_at"),
});
