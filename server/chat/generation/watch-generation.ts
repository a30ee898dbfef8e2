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

/** Sends a batch's steps at once; false when they are to be yielded. */
type SendSteps = (batch: object, steps: () => Iterable<GenerationStep>) => boolean;

/** What watching needs of the node. */
export interface WatchDeps {
  sql: Sql;
  generations: LogHub<Chunk>;
  metrics: Pick<Metrics, "streamsOpened" | "streamGaps">;
  send?: SendSteps;
  /** Waits for room for what is read next. */
  takePage?: () => Promise<Disposable>;
}

/** Who watches what, and from where. */
export interface WatchRequest {
  generationId: string;
  userId: string;
  cursor: string | undefined;
  /** Whether the reader knows parts; one that does not is told of the text alone. */
  withParts?: boolean;
}

/**
 * Follows one generation of a user's to its end. Without a cursor, or with one that this log
 * never gave out, everything so far comes first, beginning with a `snapshot`. Text that lies
 * ready is joined, so one who comes late or reads slowly gets few large events. Ends without a
 * `final` when the cursor is behind it already, or when the generation is deleted meanwhile, on
 * whichever node.
 *
 * @param deps `send` is tried first with text that comes while this waits for it
 * @throws RequestError `not_found` for a generation that is missing or another user's
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

/** Whether ascending entries follow a number without a gap before or between them. */
function isNext(chunks: readonly Chunk[], last: number): boolean {
  return chunks[0]?.seq === last + 1 && chunks.at(-1)?.seq === last + chunks.length;
}

/** Whether entries make one event of text. More than that waits for its turn with the others. */
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
    from generations where id = ${id} and user_id = ${userId}`;
  if (!row) throw notFound("generation");
  return row;
}

/** Neighbouring chunks' texts that become one event. */
interface TextRun {
  type: "text" | "append";
  texts: string[];
  length: number;
  /** The last chunk's number. */
  seq: number;
}

/** The events of a run of chunks: neighbouring texts joined up to the event's limit. */
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

/** What a reader of text alone is told; null for nothing. */
function toTextEvent(chunk: Chunk): GenerationEvent | null {
  if (chunk.event === null) return toEvent(chunk);
  return chunk.kind === "restart" ? { type: "restart", attempt: chunk.attempt } : null;
}
