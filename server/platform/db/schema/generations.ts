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

/** What a generation that continues a reply begins with. */
export interface ContinuedReply {
  /** How often the reply has been continued. */
  number: number;
  /** Chunks up to here repeat what the message held; a worker's own come behind them. */
  seq: number;
  /** The same as readers of the log keep it. */
  keep: Kept;
  /** Of the message's generations before. */
  usage: Usage | null;
}

/** Productions of assistant messages. The truth about who may write and how far the log is. */
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
    /** The workflow's version that answers; 0 for its draft, null for what is published. */
    workflowVersion: integer("workflow_version"),
    /** Whose state variables the instructions are given; null for none. */
    chatSessionId: text("chat_session_id"),
    status: text({ enum: generationStatuses }).notNull().default("queued"),
    /** How often a worker has begun; the text of an attempt replaces that of the one before. */
    attempt: integer().notNull().default(0),
    /** How many of the attempts ended in good order, by a hand-over to another worker. */
    handovers: integer().notNull().default(0),
    /** Goes up with every change of owner; a writer with an older one is refused. */
    fence: integer().notNull().default(0),
    /** Head of the log; gapless from 1. */
    lastSeq: integer("last_seq").notNull().default(0),
    /** Until when the owner has the generation to itself, by the database's clock. */
    leaseUntil: timestamp("lease_until", { withTimezone: true, precision: 3 }),
    stopRequested: boolean("stop_requested").notNull().default(false),
    stopRequestedAt: timestamp("stop_requested_at", { withTimezone: true, precision: 3 }),
    model: text().notNull(),
    /** How long the model may think; null leaves it to the model. */
    effort: text({ enum: efforts }),
    error: jsonb().$type<GenerationError>(),
    usage: jsonb().$type<Usage>(),
    /** Why a completed reply ended early; null when the model ended it. */
    finishReason: text("finish_reason", { enum: finishReasons }),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true, precision: 3 }),
    firstTextAt: timestamp("first_text_at", { withTimezone: true, precision: 3 }),
    finishedAt: timestamp("finished_at", { withTimezone: true, precision: 3 }),
    /** Null for a reply from its beginning. */
    continues: jsonb().$type<ContinuedReply>(),
    /** The attempt as it is counted by nodes that know how to continue; null where nothing is continued. */
    continuingAttempt: integer("continuing_attempt"),
    /** Whether its chunks are still there; a while after the end the message's text stands for them. */
    hasLog: boolean("has_log").notNull().default(true),
  },
  (table) => [
    // Live rows alone, and no column that a flush changes: flushes stay heap-only updates.
    index("generations_live_idx")
      .on(table.createdAt)
      .where(sql`${table.status} in ('queued', 'running')`),
    index("generations_compactable_idx")
      .on(table.finishedAt)
      .where(sql`${table.hasLog} and ${table.finishedAt} is not null`),
    index("generations_thread_idx").on(table.threadId),
    // Keeps nodes of earlier versions from claiming a continuation, which they would write anew.
    check(
      "generations_continuing_check",
      sql`${table.continues} is null or ${table.continuingAttempt} = ${table.attempt}`,
    ),
  ],
);

/**
 * The generations' logs. No foreign key: the flush writes a chunk only together with the locked
 * row of its generation, and a key check per chunk would cost more than the insert.
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
     * An event of `partEventSchema` as JSON, where the chunk is more than text. Its `kind` and `body`
     * are then what a node without parts makes of it: no text, or a `restart` that drops the text.
     */
    event: text(),
  },
  (table) => [primaryKey({ columns: [table.generationId, table.seq] })],
);
