import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { AnalyticsFact } from "../../../../shared/analytics.ts";
import { users } from "./users.ts";

/** Events, each written in the transaction of what it reports. Holds no text that people wrote. */
export const analyticsEvents = pgTable(
  "analytics_events",
  {
    seq: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    id: text().notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
    fact: jsonb().$type<AnalyticsFact>().notNull(),
    /** Whether the figures have it. A mark a row, for numbers of rows are not committed in order. */
    isCounted: boolean("is_counted").notNull().default(false),
    /** With which it is delivered; null until it is put into one. */
    batchId: text("batch_id"),
  },
  (table) => [
    index("analytics_events_uncounted_idx")
      .on(table.seq)
      .where(sql`not ${table.isCounted}`),
    index("analytics_events_unbatched_idx")
      .on(table.seq)
      .where(sql`${table.batchId} is null`),
    index("analytics_events_batch_idx").on(table.batchId),
    index("analytics_events_user_idx").on(table.userId),
    index("analytics_events_at_idx").using("brin", table.at),
  ],
);

/** Deliveries of events, each with the job that tries it. */
export const analyticsBatches = pgTable(
  "analytics_batches",
  {
    id: text().primaryKey(),
    size: integer().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** Before when the receiver asked not to be tried again. */
    notBefore: timestamp("not_before", { withTimezone: true, precision: 3 }),
    deliveredAt: timestamp("delivered_at", { withTimezone: true, precision: 3 }),
    /** Why it was given up. */
    failure: text(),
  },
  (table) => [
    index("analytics_batches_created_idx").on(table.createdAt),
    index("analytics_batches_open_idx")
      .on(table.createdAt)
      .where(sql`${table.deliveredAt} is null and ${table.failure} is null`),
  ],
);

/** How far one row of figures reaches; longer ones are added up while counting, so all are read alike. */
const step = () => text({ enum: ["hour", "day", "month"] }).notNull();

/** Figures of a workflow and a model over a step; each is empty where an event has none. */
const figures = () => ({
  step: step(),
  starts: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  workflowId: text("workflow_id").notNull(),
  model: text().notNull(),
  sessions: integer().notNull(),
  messages: integer().notNull(),
  replies: integer().notNull(),
  errors: integer().notNull(),
  stopped: integer().notNull(),
  inputTokens: bigint("input_tokens", { mode: "number" }).notNull(),
  outputTokens: bigint("output_tokens", { mode: "number" }).notNull(),
  feedbackPositive: integer("feedback_positive").notNull(),
  feedbackNegative: integer("feedback_negative").notNull(),
  signIns: integer("sign_ins").notNull(),
  registrations: integer().notNull(),
  /** First-token times: how many are in each bucket of `first-token-buckets.ts`. */
  firstTokens: jsonb("first_tokens").$type<Record<string, number>>().notNull(),
});

/** Figures of the whole server. They name no person, and stay. */
export const analyticsTotals = pgTable("analytics_totals", figures(), (table) => [
  primaryKey({ columns: [table.step, table.starts, table.workflowId, table.model] }),
]);

/** The same of each user. */
export const analyticsUserTotals = pgTable(
  "analytics_user_totals",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    ...figures(),
  },
  (table) => [
    primaryKey({
      columns: [table.userId, table.step, table.starts, table.workflowId, table.model],
    }),
    index("analytics_user_totals_starts_idx").using("brin", table.starts),
  ],
);

/** The stretches over which people are told apart. */
const span = () => text({ enum: ["hour", "day", "week", "month", "year"] }).notNull();

/**
 * Who was there in a stretch that is still counted, so that nobody is counted twice; the workflow
 * is empty for all of them together. Goes when the stretch is over.
 */
export const analyticsPresences = pgTable(
  "analytics_presences",
  {
    span: span(),
    starts: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    workflowId: text("workflow_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.span, table.starts, table.workflowId, table.userId] }),
    index("analytics_presences_user_idx").on(table.userId),
  ],
);

/** How many people were there in a stretch. */
export const analyticsPeople = pgTable(
  "analytics_people",
  {
    span: span(),
    starts: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    workflowId: text("workflow_id").notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.span, table.starts, table.workflowId] })],
);
