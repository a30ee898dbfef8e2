import { index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What model servers have been found to be like, told by what they refused: for all nodes and restarts. */
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
