import { decodeCursor, encodeCursor } from "../../shared/cursor.ts";
import { finalChunkSchema } from "../../shared/generation-event.ts";
import type { Sql } from "postgres";
import { notFound } from "../errors.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { LogHub } from "../streams/log-hub.ts";
import type { Chunk } from "./chunk-log.ts";
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

/**
 * Follows one generation of a user's to its end. Without a cursor, or with one that this log
 * never gave out, everything so far comes first, beginning with a `snapshot`. Text that lies
 * ready is joined, so one who comes late or reads slowly gets few large events. Ends without a
 * `final` when the cursor is behind it already, or when the generation is deleted meanwhile, on
 * whichever node.
 *
 * @param deps `send` is tried first with text that comes while this waits for it
 * @throws RequestError `not_found` for a generation that is missing or somebody else's
 */
export async function* watchGeneration(
  deps: WatchDeps,
  request: { generationId: string; userId: string; cursor: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<GenerationStep, void, undefined> {
  const { generationId: id, userId, cursor } = request;
  const { head, ended, hasLog } = await readHead(deps.sql, id, userId);
  const from = cursor === undefined ? null : decodeCursor(id, cursor);
  const usable = from !== null && from <= head;
  const after = usable ? from : 0;
  const isOver = ended && after === head;
  const outcome = isOver ? "ended" : usable ? "resumed" : cursor === undefined ? "begun" : "anew";
  deps.metrics.streamsOpened.inc({ log: "generation", outcome });
  if (isOver) return;
  if (!hasLog) return yield* wholeReply(deps, id);
  if (!usable)
    yield { cursor: encodeCursor(id, 0), event: { type: "snapshot", attempt: 1, text: "" } };
  const { send = () => false, takePage } = deps;
  let last = after;
  const express = (chunks: readonly Chunk[]) => {
    if (!isNext(chunks, last) || !isOneText(chunks)) return false;
    if (!send(chunks, () => toSteps(id, chunks))) return false;
    last = chunks.at(-1)?.seq ?? last;
    return true;
  };
  const position = { id, after, reached: head };
  for await (const chunks of deps.generations.follow(position, signal, { express, takePage })) {
    // A gap: end here, the client resumes from its cursor.
    if (!isNext(chunks, last)) return deps.metrics.streamGaps.inc({ log: "generation" });
    last = chunks.at(-1)?.seq ?? last;
    for (const step of toSteps(id, chunks)) {
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
  for (const { kind, body } of chunks) {
    length += body.length;
    if (kind !== "text" || length > eventTextLength) return false;
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

/** The events of a run of chunks: neighbouring texts joined up to the event's limit. */
export function* toSteps(id: string, chunks: readonly Chunk[]): Generator<GenerationStep> {
  let first = 0;
  let length = 0;
  for (const [i, chunk] of chunks.entries()) {
    const cursor = encodeCursor(id, chunk.seq);
    if (chunk.kind === "text") {
      length += chunk.body.length;
      const next = chunks[i + 1];
      if (next?.kind === "text" && length + next.body.length <= eventTextLength) continue;
      yield { cursor, event: { type: "text", text: joinBodies(chunks, first, i) } };
    } else if (chunk.kind === "restart") {
      yield { cursor, event: { type: "restart", attempt: chunk.attempt } };
    } else {
      yield { cursor, event: finalChunkSchema.parse(JSON.parse(chunk.body)) };
    }
    first = i + 1;
    length = 0;
  }
}

function joinBodies(chunks: readonly Chunk[], first: number, last: number): string {
  const run = chunks.slice(first, last + 1);
  return run.length === 1 ? (run[0]?.body ?? "") : run.map(({ body }) => body).join("");
}
