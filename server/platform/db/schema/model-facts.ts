import { index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/**
 * Facts about model servers, learned from their refusals: shared by all nodes, kept over restarts.
 */
export const modelFacts = pgTable(
  "model_facts",
  {
    /** A digest of address and key. */
    server: text().notNull(),
    model: text().notNull(),
    facts: jsonb().notNull(),
    learntAt: timestamp("learnt_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.server, table.model] }),
    index("model_facts_learnt_idx").on(table.learntAt),
  ],
);
