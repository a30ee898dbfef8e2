import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { efforts } from "../../../../shared/effort.ts";
import { generationStatuses } from "../../../../shared/generation-status.ts";
import { finishReasons, type GenerationError, type Usage } from "../../../../shared/message.ts";
import type { Kept } from "../../../../shared/parts.ts";
import { messages, threads } from "./threads.ts";

/** The content that a continuation starts with. */
export interface ContinuedReply {
  /** How many times the reply has been continued. */
  number: number;
  /** Chunks up to here repeat the message's content; the worker's own follow. */
  seq: number;
  /** The same in the form that readers of the log keep. */
  keep: Kept;
  /** Of the message's earlier generations. */
  usage: Usage | null;
}

/** Productions of assistant messages. Source of truth for who may write and how long the log is. */
export const generations = pgTable(
  "generations",
  {
    id: text().primaryKey(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    /** Null once another generation continues the message. */
    messageId: text("message_id")
      .unique()
      .references(() => messages.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    workflowId: text("workflow_id").notNull(),
    /** The workflow's version for the reply; 0 for its draft, null for the published version. */
    workflowVersion: integer("workflow_version"),
    /** The chat session whose state variables fill the instructions; null for none. */
    chatSessionId: text("chat_session_id"),
    status: text({ enum: generationStatuses }).notNull().default("queued"),
    /** Number of attempts; the text of one replaces that of the previous one. */
    attempt: integer().notNull().default(0),
    /** How many of the attempts ended with a handover to another worker. */
    handovers: integer().notNull().default(0),
    /** Incremented with every change of owner; writers with an older one are refused. */
    fence: integer().notNull().default(0),
    /** Head of the log; gapless from 1. */
    lastSeq: integer("last_seq").notNull().default(0),
    /** How long the owner has exclusive write access, by the database's clock. */
    leaseUntil: timestamp("lease_until", { withTimezone: true, precision: 3 }),
    stopRequested: boolean("stop_requested").notNull().default(false),
    stopRequestedAt: timestamp("stop_requested_at", { withTimezone: true, precision: 3 }),
    model: text().notNull(),
    /** The user's choice, if `model` is another because this one was unavailable to the user. */
    askedModel: text("asked_model"),
    /** How long the model may think; null leaves it to the model. */
    effort: text({ enum: efforts }),
    /** What this version was asked to do differently; null for none. */
    instruction: text(),
    /** The version that the instruction is about. No foreign key: it may be deleted. */
    revisesId: text("revises_id"),
    error: jsonb().$type<GenerationError>(),
    usage: jsonb().$type<Usage>(),
    /** Why a completed reply ended early; null when the model ended it. */
    finishReason: text("finish_reason", { enum: finishReasons }),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true, precision: 3 }),
    firstTextAt: timestamp("first_text_at", { withTimezone: true, precision: 3 }),
    finishedAt: timestamp("finished_at", { withTimezone: true, precision: 3 }),
    /** Null for a reply that starts from scratch. */
    continues: jsonb().$type<ContinuedReply>(),
    /** The attempt as counted by nodes that support continuations; null for other generations. */
    continuingAttempt: integer("continuing_attempt"),
    /**
     * Its round among the replies that wait for a place: everyone has one reply in a round. Null for
     * a reply that got a place at once.
     */
    turn: integer(),
    /** The recorded trace that started it (W3C Trace Context); null for none. */
    traceparent: text(),
    /** Whether its chunks still exist; a while after the end, the message's text replaces them. */
    hasLog: boolean("has_log").notNull().default(true),
  },
  (table) => [
    // Only live rows, and no column that a flush changes, so that flushes stay heap-only updates.
    index("generations_live_idx")
      .on(table.createdAt)
      .where(sql`${table.status} in ('queued', 'running')`),
    // Only the replies that wait for a place, in the order in which they get one.
    index("generations_turn_idx")
      .on(table.turn, table.createdAt, table.userId)
      .where(sql`${table.status} = 'queued' and ${table.turn} is not null`)
      .concurrently(),
    index("generations_compactable_idx")
      .on(table.finishedAt)
      .where(sql`${table.hasLog} and ${table.finishedAt} is not null`),
    index("generations_thread_idx").on(table.threadId),
    // Keeps nodes of earlier versions from claiming a continuation, which they would overwrite.
    check(
      "generations_continuing_check",
      sql`${table.continues} is null or ${table.continuingAttempt} = ${table.attempt}`,
    ),
  ],
);

/**
 * The generations' logs. No foreign key: the flush writes a chunk only together with its
 * generation's locked row, and a key check per chunk would cost more than the insert.
 */
export const chunks = pgTable(
  "chunks",
  {
    generationId: text("generation_id").notNull(),
    seq: integer().notNull(),
    attempt: integer().notNull(),
    kind: text({ enum: ["text", "restart", "final"] }).notNull(),
    /** The text itself, or the event as JSON for `final`. */
    body: text().notNull(),
    /**
     * An event of `partEventSchema` as JSON, for a chunk that is not plain text. Its `kind` and
     * `body` are then what a node without parts should do: nothing, or a `restart` that drops the
     * text.
     */
    event: text(),
  },
  (table) => [primaryKey({ columns: [table.generationId, table.seq] })],
);
