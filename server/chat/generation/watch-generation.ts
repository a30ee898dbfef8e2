import { decodeCursor, encodeCursor } from "../../../shared/cursor.ts";
import { finalChunkSchema, type GenerationEvent } from "../../../shared/generation-event.ts";
import type { Sql } from "postgres";
import { notFound } from "../../platform/errors.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { LogHub } from "../../platform/streams/log-hub.ts";
import type { Chunk } from "./chunk-log.ts";
import { keptBy, toPartEvent } from "./log-piece.ts";
import { eventTextLength, type GenerationStep } from "./generation-step.ts";
import { wholeReply } from "./whole-reply.ts";

/** Sends a batch's steps directly; false when they have to be yielded. */
type SendSteps = (batch: object, steps: () => Iterable<GenerationStep>) => boolean;

/** Dependencies of watching. */
export interface WatchDeps {
  sql: Sql;
  generations: LogHub<Chunk>;
  metrics: Pick<Metrics, "streamsOpened" | "streamGaps">;
  send?: SendSteps;
  /** Waits for room before the next read. */
  takePage?: () => Promise<Disposable>;
}

/** The generation to watch, and the cursor to start from. */
export interface WatchRequest {
  generationId: string;
  userId: string;
  cursor: string | undefined;
  /** Whether the client understands parts; otherwise it gets only the text. */
  withParts?: boolean;
}

/**
 * Follows one generation of a user to its end. Without a cursor, or with one that this log never
 * issued, starts with a `snapshot` of everything so far. Available text is joined, so a late or
 * slow reader gets few large events. Ends without `final` when the cursor is already past it, or
 * when the generation is deleted meanwhile on any node.
 *
 * @param deps `send` is tried first for text that arrives while this waits
 * @throws RequestError `not_found` for a generation that is missing, in the trash or another user's
 */
export async function* watchGeneration(
  deps: WatchDeps,
  request: WatchRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerationStep, void, undefined> {
  const { generationId: id, userId, cursor, withParts = false } = request;
  const { head, ended, hasLog } = await readHead(deps.sql, id, userId);
  const from = cursor === undefined ? null : decodeCursor(id, cursor);
  const usable = from !== null && from <= head;
  const after = usable ? from : 0;
  const isOver = ended && after === head;
  const outcome = isOver ? "ended" : usable ? "resumed" : cursor === undefined ? "begun" : "anew";
  deps.metrics.streamsOpened.inc({ log: "generation", outcome });
  if (isOver) return;
  if (!hasLog) return yield* wholeReply(deps, { id, withParts });
  if (!usable)
    yield { cursor: encodeCursor(id, 0), event: { type: "snapshot", attempt: 1, text: "" } };
  const { send = () => false, takePage } = deps;
  let last = after;
  const express = (chunks: readonly Chunk[]) => {
    if (!isNext(chunks, last) || !isOneText(chunks)) return false;
    if (!send(chunks, () => toSteps(id, chunks, withParts))) return false;
    last = chunks.at(-1)?.seq ?? last;
    return true;
  };
  const position = { id, after, reached: head };
  for await (const chunks of deps.generations.follow(position, signal, { express, takePage })) {
    // A gap: end here, the client resumes from its cursor.
    if (!isNext(chunks, last)) return deps.metrics.streamGaps.inc({ log: "generation" });
    last = chunks.at(-1)?.seq ?? last;
    for (const step of toSteps(id, chunks, withParts)) {
      yield step;
      if (step.event.type === "final") return;
    }
  }
}

/** Whether ascending entries continue from a number without a gap. */
function isNext(chunks: readonly Chunk[], last: number): boolean {
  return chunks[0]?.seq === last + 1 && chunks.at(-1)?.seq === last + chunks.length;
}

/** Whether entries make one text event. Larger batches wait for their turn with the others. */
function isOneText(chunks: readonly Chunk[]): boolean {
  let length = 0;
  for (const { kind, body, event } of chunks) {
    length += body.length;
    if (kind !== "text" || event !== null || length > eventTextLength) return false;
  }
  return true;
}

async function readHead(
  sql: Sql,
  id: string,
  userId: string,
): Promise<{ head: number; ended: boolean; hasLog: boolean }> {
  const [row] = await sql<{ head: number; ended: boolean; hasLog: boolean }[]>`
    select last_seq as head, status not in ('queued', 'running') as ended, has_log as "hasLog"
    from generations g where id = ${id} and user_id = ${userId}
      and not exists (select from threads t where t.id = g.thread_id and t.trashed_at is not null)`;
  if (!row) throw notFound("generation");
  return row;
}

/** The joined texts of neighbouring chunks. */
interface TextRun {
  type: "text" | "append";
  texts: string[];
  length: number;
  /** The last chunk's number. */
  seq: number;
}

/** The events of a run of chunks, with neighbouring texts joined up to an event's limit. */
export function* toSteps(
  id: string,
  chunks: readonly Chunk[],
  withParts = false,
): Generator<GenerationStep> {
  let run: TextRun | null = null;
  for (const chunk of chunks) {
    const { seq } = chunk;
    const event = withParts ? toEvent(chunk) : toTextEvent(chunk);
    if (!event) continue;
    if (run && addToRun(run, event, seq)) continue;
    if (run) yield toStep(id, run);
    run = null;
    if (event.type === "text" || event.type === "append") {
      const { type, text } = event;
      run = { type, texts: [text], length: text.length, seq };
    } else yield { cursor: encodeCursor(id, seq), event };
  }
  if (run) yield toStep(id, run);
}

/** Adds an event's text to a run that it continues; false for any other event. */
function addToRun(run: TextRun, event: GenerationEvent, seq: number): boolean {
  if (event.type !== "text" && event.type !== "append") return false;
  const length = run.length + event.text.length;
  if (event.type !== run.type || length > eventTextLength) return false;
  run.texts.push(event.text);
  run.length = length;
  run.seq = seq;
  return true;
}

function toStep(id: string, { type, texts, seq }: TextRun): GenerationStep {
  const [only = ""] = texts;
  const text = texts.length === 1 ? only : texts.join("");
  return { cursor: encodeCursor(id, seq), event: { type, text } };
}

/** Null for an event that only a later version knows. */
function toEvent(chunk: Chunk): GenerationEvent | null {
  const event = toPartEvent(chunk);
  if (event || chunk.event !== null) return event;
  if (chunk.kind === "restart") return toRestart(chunk);
  if (chunk.kind !== "final") return null;
  return finalChunkSchema.parse(JSON.parse(chunk.body));
}

function toRestart(chunk: Chunk): GenerationEvent {
  const keep = keptBy(chunk);
  return { type: "restart", attempt: chunk.attempt, ...(keep ? { keep } : {}) };
}

/** The event for a text-only reader; null for none. */
function toTextEvent(chunk: Chunk): GenerationEvent | null {
  if (chunk.event === null) return toEvent(chunk);
  return chunk.kind === "restart" ? { type: "restart", attempt: chunk.attempt } : null;
}
