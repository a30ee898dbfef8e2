import { eq, type SQL, sql } from "drizzle-orm";
import { partsOf } from "../../../shared/apply-part-event.ts";
import type { Message } from "../../../shared/message.ts";
import { notFound, isUniqueViolation, RequestError, theRow } from "../../platform/errors.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { chunks, type ContinuedReply, generations } from "../../platform/db/schema/generations.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { toChunks } from "./flush-chunks.ts";
import { type LogPiece, piecesOfParts } from "./log-piece.ts";
import { threadColumns, toThread } from "../threads/thread-view.ts";
import type { LockedThread } from "../threads/lock-thread.ts";
import type { ContinuedMessage } from "./continue-message.ts";
import { findAnswering } from "../messages/answering.ts";
import { nextTurn } from "../messages/next-turn.ts";
import { pickModel } from "../threads/pick-model.ts";
import type { Starting } from "../messages/start-transaction.ts";

/** A reply at the end of its branch that was cut off, in a locked thread. */
export interface ContinuationStart {
  thread: LockedThread;
  userId: string;
  reply: Message;
  generationId: string;
}

/**
 * Stores the generation that continues a reply, with a log that starts with the reply's content,
 * and the feed events, and dispatches it. The assistant that wrote the reply continues it. The
 * previous generation keeps its log for its readers.
 *
 * @throws RequestError `conflict` when the generation's id is taken; `forbidden` when the user
 *   may no longer use the workflow; `model_unavailable` when the user may use none of its models,
 *   or not the assistant that was asked for the reply
 */
export async function startContinuation(
  tx: Transaction,
  starting: Starting,
  start: ContinuationStart,
): Promise<ContinuedMessage> {
  const { thread, userId, reply, generationId: id } = start;
  const before = reply.generation;
  if (!before) throw notFound("message");
  const { workflowId } = before;
  const { assistant } = await findAnswering(tx, starting, { thread, answerBy: { workflowId } });
  if (!assistant.isOpen)
    throw new RequestError("forbidden", "You no longer have access to this assistant.");
  const parts = partsOf(reply);
  const pieces = piecesOfParts(parts);
  const continues = {
    number: (before.continuation?.number ?? 0) + 1,
    seq: pieces.length,
    keep: { parts: parts.length, text: reply.text.length },
    usage: before.usage,
  };
  // The model that started the reply continues it, if the user may still choose it.
  const { model } = pickModel(starting, assistant, before.model);
  const reservation = starting.reserve();
  const turn = reservation.isQueued ? nextTurn(userId) : null;
  const { traceparent } = starting;
  await store(tx, start, { assistant, model, continues, pieces, turn, traceparent });
  const { chatSessionId } = thread;
  const [row] = await tx
    .update(threads)
    .set({ updatedAt: sql`now()`, chatSessionId })
    .where(eq(threads.id, thread.id))
    .returning(threadColumns);
  const { parts: _, ...rest } = reply;
  const { number, seq } = continues;
  const { instruction } = before;
  const generation = {
    id,
    status: "queued" as const,
    model,
    ...(workflowId === undefined ? {} : { workflowId }),
    error: null,
    usage: before.usage,
    ...(instruction === undefined ? {} : { instruction }),
  };
  const continued = {
    thread: toThread(theRow(row ? [row] : [])),
    reply: { ...rest, text: "", generation: { ...generation, continuation: { number, seq } } },
  };
  await Promise.all([
    reservation.dispatch(tx, id),
    appendFeed(tx, userId, [
      { type: "thread.put", thread: continued.thread },
      { type: "message.put", message: continued.reply },
    ]),
  ]);
  return continued;
}

interface Continuation {
  /** The thread with the assistant that answers. */
  assistant: LockedThread;
  model: string;
  continues: ContinuedReply;
  pieces: LogPiece[];
  /** Null for a reply that has a place. */
  turn: SQL | null;
  /** The recorded trace that starts it; null for none. */
  traceparent: string | null;
}

async function store(
  tx: Transaction,
  { userId, reply, generationId: id }: ContinuationStart,
  { assistant, model, continues, pieces, turn, traceparent }: Continuation,
): Promise<void> {
  const { id: threadId, workflowId, workflowVersion, chatSessionId, effort, inference } = assistant;
  const of = { threadId, workflowId, workflowVersion, chatSessionId, userId, messageId: reply.id };
  const log = toChunks(pieces, { lastSeq: 0, attempt: 1 });
  const [before] = await tx
    .update(generations)
    .set({ messageId: null })
    .where(eq(generations.messageId, reply.id))
    .returning({ instruction: generations.instruction, revisesId: generations.revisesId });
  try {
    await tx.insert(generations).values({
      ...of,
      ...before,
      id,
      model,
      effort: effort ?? inference.effort ?? null,
      usage: continues.usage,
      lastSeq: continues.seq,
      continues,
      continuingAttempt: 0,
      turn,
      traceparent,
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError("conflict", "This generation id is taken.", { cause: error });
  }
  await tx.execute(sql`
    insert into ${chunks} (generation_id, seq, attempt, kind, body, event)
    select ${id}, new.seq, new.attempt, new.kind, new.body, new.event
    from jsonb_to_recordset(${JSON.stringify(log)}::jsonb) as new(seq int, attempt int, kind text, body text, event text)`);
}
