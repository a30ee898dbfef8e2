import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
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

/** Events, each written in the transaction of the change it reports. Contains no user text. */
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
    /**
     * Whether the figures include it. A flag per row, because sequence numbers are not committed in
     * order.
     */
    isCounted: boolean("is_counted").notNull().default(false),
    /** The batch that delivers it; null until it is put into one. */
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

/** Batches of events, each with a job that delivers it. */
export const analyticsBatches = pgTable(
  "analytics_batches",
  {
    id: text().primaryKey(),
    size: integer().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** The earliest next try, as requested by the receiver. */
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

/** The length of a step. Longer ones are summed while counting, so all are read alike. */
const step = () => text({ enum: ["hour", "day", "month"] }).notNull();

const tokens = (name: string) => bigint(name, { mode: "number" }).notNull();

/** Figures of a workflow and a model over a step; either is empty for events without one. */
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
  inputTokens: tokens("input_tokens"),
  outputTokens: tokens("output_tokens"),
  // With a default: nodes of earlier versions do not write these.
  cachedInputTokens: tokens("cached_input_tokens").default(0),
  cacheWriteTokens: tokens("cache_write_tokens").default(0),
  reasoningTokens: tokens("reasoning_tokens").default(0),
  /** What the priced tokens cost when they were counted, in US dollars. */
  cost: doublePrecision().notNull().default(0),
  /** The tokens whose price was known when they were counted; others cost today's price. */
  pricedInputTokens: tokens("priced_input_tokens").default(0),
  pricedCachedInputTokens: tokens("priced_cached_input_tokens").default(0),
  pricedCacheWriteTokens: tokens("priced_cache_write_tokens").default(0),
  pricedOutputTokens: tokens("priced_output_tokens").default(0),
  feedbackPositive: integer("feedback_positive").notNull(),
  feedbackNegative: integer("feedback_negative").notNull(),
  signIns: integer("sign_ins").notNull(),
  registrations: integer().notNull(),
  /** First-token times: the number in each bucket of `first-token-buckets.ts`. */
  firstTokens: jsonb("first_tokens").$type<Record<string, number>>().notNull(),
});

/** Figures of the whole server. They name no user, and are kept. */
export const analyticsTotals = pgTable("analytics_totals", figures(), (table) => [
  primaryKey({ columns: [table.step, table.starts, table.workflowId, table.model] }),
]);

/** The same per user. */
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
    // Usage by person reads the days or months of all users, which are few among the hours.
    index("analytics_user_totals_step_idx").on(table.step, table.starts).concurrently(),
  ],
);

/** The spans in which distinct users are counted. */
const span = () => text({ enum: ["hour", "day", "week", "month", "year"] }).notNull();

/**
 * The users seen in a current span, so that each is counted once; the workflow is empty for the
 * total. Deleted once the span is over.
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

/** The number of distinct users in a span. */
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
