import { z } from "zod";
import { finalStatuses } from "./generation-status.ts";
import { feedbackKinds } from "./message.ts";

/** The version of how events are written; goes up when a field changes its meaning or goes away. */
export const analyticsVersion = 1;

/** Most letters of a model's or a workflow's name that are kept. */
const nameSchema = z.string().max(200);
const count = z.int().nonnegative();

/** A language as BCP 47 has it, such as `fr`; `und` for one that is not known. */
const languageSchema = z.string().max(35);

/** What may happen, without whose it is. No event holds what anybody wrote. */
export const analyticsFactSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("session_created"), workflowId: nameSchema }),
  z.object({
    kind: z.literal("message"),
    workflowId: nameSchema,
    role: z.enum(["user", "assistant"]),
    /** In characters as people count them: code points. */
    length: count,
    language: languageSchema,
  }),
  z.object({
    kind: z.literal("generation_finished"),
    workflowId: nameSchema,
    /** Of the workflow; 0 for its draft, null where it is not known. */
    workflowVersion: count.nullable(),
    model: nameSchema,
    outcome: z.enum(finalStatuses),
    /** As the provider counts them; null where it does not. */
    inputTokens: count.nullable(),
    outputTokens: count.nullable(),
    /** From the message being sent to the first text that was kept; null for a reply without text. */
    firstTokenMs: count.nullable(),
    /** From the message being sent to the end. */
    durationMs: count,
  }),
  z.object({
    kind: z.literal("feedback"),
    workflowId: nameSchema,
    model: nameSchema,
    /** Null when it is taken back. */
    rating: z.enum(feedbackKinds).nullable(),
    /** What the same person thought of the same reply before. */
    before: z.enum(feedbackKinds).nullable(),
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
  "signed_in",
  "registered",
] as const satisfies readonly AnalyticsFact["kind"][];

/** An event as it is delivered. */
export const analyticsEventSchema = z.intersection(
  z.object({
    /** `evt_…`; the same however often it is delivered. */
    id: z.string(),
    version: z.literal(analyticsVersion),
    /** ISO 8601. */
    at: z.string(),
    /** A name for whoever it is about that leads nowhere, the same in all of their events. */
    person: z.string(),
  }),
  analyticsFactSchema,
);

export type AnalyticsEvent = z.infer<typeof analyticsEventSchema>;

/** What a delivery holds: one batch. */
export const analyticsDeliverySchema = z.object({
  /** The same in every try; also the `Idempotency-Key`. */
  batch: z.string(),
  events: z.array(analyticsEventSchema),
});

export type AnalyticsDelivery = z.infer<typeof analyticsDeliverySchema>;

export const analyticsRanges = ["day", "week", "month", "year"] as const;

/** A stretch of the calendar; days begin at midnight UTC, weeks on Monday. */
export type AnalyticsRange = (typeof analyticsRanges)[number];

export const readAnalyticsSchema = z.object({
  range: z.enum(analyticsRanges).default("week"),
  /** A day of the stretch, such as `2026-11-25`; today where left out. */
  on: z.iso
    .date()
    .refine((day) => day >= "2000-01-01" && day <= "2100-12-31", "a day from 2000 to 2100")
    .optional(),
});

export const setAnalyticsOptOutSchema = z.object({ optOut: z.boolean() });

/** What is counted. */
export interface AnalyticsFigures {
  /** Chat sessions made. */
  sessions: number;
  /** Messages of people's. */
  messages: number;
  /** Replies that have ended, however they did. */
  replies: number;
  /** Of those, the ones that failed or were interrupted. */
  errors: number;
  /** Of those, the ones that their person stopped. */
  stopped: number;
  inputTokens: number;
  outputTokens: number;
  /** In US dollars; null where no price of a model of it is known. */
  cost: number | null;
  feedbackPositive: number;
  feedbackNegative: number;
  signIns: number;
  registrations: number;
  /** Milliseconds, within 5 %; null without any. */
  firstTokenP50Ms: number | null;
  firstTokenP95Ms: number | null;
}

/** Figures with how many people they are of; null where people are not told apart. */
export interface PeopledFigures extends AnalyticsFigures {
  people: number | null;
}

/** Figures over a stretch of the calendar. */
export interface AnalyticsView {
  range: AnalyticsRange;
  /** What one entry of the series is of. */
  step: "hour" | "day" | "month";
  /** ISO 8601, both; the end is not part of it. */
  starts: string;
  ends: string;
  totals: PeopledFigures;
  /** Every step of the stretch, those without anything included. */
  series: (PeopledFigures & { at: string })[];
  workflows: (PeopledFigures & { workflowId: string; name: string })[];
  models: (AnalyticsFigures & { model: string })[];
  /** Models whose tokens are in no cost; empty where no price is set at all. */
  unpriced: string[];
}

/** Figures as a file for a spreadsheet. */
export interface AnalyticsFile {
  name: string;
  /** RFC 4180, with a head line. */
  csv: string;
}
