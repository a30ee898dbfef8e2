import { z } from "zod";
import { finalStatuses } from "./generation-status.ts";
import { type FeedbackKind, feedbackKinds } from "./message.ts";
import { shareAudiences } from "./share-audience.ts";
import { workflowLimits } from "./workflow-rules.ts";

/** Version of the event format; incremented when a field changes its meaning or is removed. */
export const analyticsVersion = 1;

/** A model's or a workflow's name. */
const nameSchema = z.string().max(workflowLimits.model);
const count = z.int().nonnegative();

/** A BCP 47 language tag such as `fr`; `und` if unknown. */
const languageSchema = z.string().max(35);

/** What can happen, without the user it concerns. No event contains user text. */
export const analyticsFactSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("session_created"), workflowId: nameSchema }),
  z.object({
    kind: z.literal("message"),
    workflowId: nameSchema,
    role: z.enum(["user", "assistant"]),
    /** Length in code points. */
    length: count,
    language: languageSchema,
  }),
  z.object({
    kind: z.literal("generation_finished"),
    workflowId: nameSchema,
    /** Of the workflow; 0 for its draft, null if unknown. */
    workflowVersion: count.nullable(),
    model: nameSchema,
    outcome: z.enum(finalStatuses),
    /** As reported by the provider; null if it reports none. */
    inputTokens: count.nullable(),
    outputTokens: count.nullable(),
    /** Parts of these; absent for none or if not reported. */
    cachedInputTokens: count.optional(),
    cacheWriteTokens: count.optional(),
    reasoningTokens: count.optional(),
    /** From sending the message to the first stored text; null for a reply without text. */
    firstTokenMs: count.nullable(),
    /** From sending the message to the end. */
    durationMs: count,
  }),
  z.object({
    kind: z.literal("feedback"),
    workflowId: nameSchema,
    model: nameSchema,
    /** Null when the rating was removed. */
    rating: z.enum(feedbackKinds).nullable(),
    /** The user's previous rating of the reply. */
    before: z.enum(feedbackKinds).nullable(),
  }),
  z.object({
    kind: z.literal("chat_shared"),
    workflowId: nameSchema,
    audience: z.enum(shareAudiences),
  }),
  z.object({ kind: z.literal("signed_in") }),
  z.object({ kind: z.literal("registered") }),
]);

/** Something that happened. */
export type AnalyticsFact = z.infer<typeof analyticsFactSchema>;

export const analyticsKinds = [
  "session_created",
  "message",
  "generation_finished",
  "feedback",
  "chat_shared",
  "signed_in",
  "registered",
] as const satisfies readonly AnalyticsFact["kind"][];

/** An event as delivered. */
export const analyticsEventSchema = z.intersection(
  z.object({
    /** `evt_…`; the same in every delivery. */
    id: z.string(),
    version: z.literal(analyticsVersion),
    /** ISO 8601. */
    at: z.string(),
    /** A pseudonym of the user, the same in all of their events. */
    person: z.string(),
  }),
  analyticsFactSchema,
);

export type AnalyticsEvent = z.infer<typeof analyticsEventSchema>;

/** The body of a delivery: one batch. */
export const analyticsDeliverySchema = z.object({
  /** The same in every try; also the `Idempotency-Key`. */
  batch: z.string(),
  events: z.array(analyticsEventSchema),
});

export type AnalyticsDelivery = z.infer<typeof analyticsDeliverySchema>;

export const analyticsRanges = ["day", "week", "month", "year"] as const;

/** A range of the calendar; days start at midnight UTC, weeks on Monday. */
export type AnalyticsRange = (typeof analyticsRanges)[number];

export const readAnalyticsSchema = z.object({
  range: z.enum(analyticsRanges).default("week"),
  /** Any day of the range, such as `2026-11-25`; today by default. */
  on: z.iso
    .date()
    .refine((day) => day >= "2000-01-01" && day <= "2100-12-31", "a day from 2000 to 2100")
    .optional(),
});

export type ReadAnalytics = z.infer<typeof readAnalyticsSchema>;

/** What people wrote with their ratings in a range. */
export interface CommentsView {
  /** ISO 8601, both; the end is exclusive. */
  starts: string;
  ends: string;
  /** Newest first. */
  comments: RatingComment[];
  /** Whether there are older ones in the range. */
  hasMore: boolean;
}

/** A comment with a rating. */
export interface RatingComment {
  messageId: string;
  kind: FeedbackKind;
  comment: string;
  /** ISO 8601. */
  at: string;
  /** The model that wrote the reply; null if unknown. */
  model: string | null;
  /** The assistant's name. */
  workflow: string;
}

export const setAnalyticsOptOutSchema = z.object({ optOut: z.boolean() });

/** The figures. */
export interface AnalyticsFigures {
  /** New chat sessions. */
  sessions: number;
  /** User messages. */
  messages: number;
  /** Replies that ended, whatever the outcome. */
  replies: number;
  /** Replies that failed or were interrupted. */
  errors: number;
  /** Replies stopped by their user. */
  stopped: number;
  inputTokens: number;
  /** The part of `inputTokens` that providers read from a cache. */
  cachedInputTokens: number;
  /** The part of `inputTokens` that providers wrote to a cache. */
  cacheWriteTokens: number;
  outputTokens: number;
  /** The part of `outputTokens` spent on thinking. */
  reasoningTokens: number;
  /** In US dollars; null if no price of its models is known. */
  cost: number | null;
  feedbackPositive: number;
  feedbackNegative: number;
  signIns: number;
  registrations: number;
  /** Milliseconds, accurate to 5 %; null without any. */
  firstTokenP50Ms: number | null;
  firstTokenP95Ms: number | null;
}

/** Figures with the number of distinct users; null where that is not counted. */
export interface PeopledFigures extends AnalyticsFigures {
  people: number | null;
}

/** Figures over a range of the calendar. */
export interface AnalyticsView {
  range: AnalyticsRange;
  /** Length of the series' steps. */
  step: "hour" | "day" | "month";
  /** ISO 8601, both; the end is exclusive. */
  starts: string;
  ends: string;
  totals: PeopledFigures;
  /** Every step of the range, including empty ones. */
  series: (PeopledFigures & { at: string })[];
  workflows: (PeopledFigures & { workflowId: string; name: string })[];
  models: (AnalyticsFigures & { model: string })[];
  /**
   * By today's connections; null for models that may be of a removed one. Absent from servers of an
   * earlier version.
   */
  connections?: (AnalyticsFigures & { connection: string | null })[];
  /** Models missing from the cost; empty when no prices are known. */
  unpriced: string[];
}

/** What replies used. */
export type UsageFigures = Pick<
  AnalyticsFigures,
  | "messages"
  | "replies"
  | "errors"
  | "inputTokens"
  | "cachedInputTokens"
  | "cacheWriteTokens"
  | "outputTokens"
  | "reasoningTokens"
  | "cost"
>;

/**
 * Whose usage a line of figures is.
 * - `account`: an account's, with that of the users that its programs name.
 * - `others`: the accounts that have no line of their own.
 * - `guests`: that of all guests.
 * - `deleted`: no longer anyone's: of deleted accounts, of people who opted out, or too old.
 */
export type UsageOwner =
  | { kind: "account"; userId: string; email: string | null }
  | { kind: "others" | "guests"; people: number }
  | { kind: "deleted" };

/** Usage by person over a range of the calendar. */
export interface PersonsView {
  range: AnalyticsRange;
  starts: string;
  ends: string;
  /** Accounts by cost, then by tokens; sums come last. Null if the operator turned this off. */
  persons: (UsageFigures & { owner: UsageOwner })[] | null;
}

/** Figures as a spreadsheet file. */
export interface AnalyticsFile {
  name: string;
  /** RFC 4180, with a header line. */
  csv: string;
}
