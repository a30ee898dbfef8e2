import { and, eq, sql } from "drizzle-orm";
import type { FinalChunk } from "../../../shared/generation-event.ts";
import type { AnalyticsFact } from "../../../shared/analytics.ts";
import type { Thread, ThreadPlace } from "../../../shared/thread.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { recordEvents } from "../../analytics/record-events.ts";
import { replyFacts } from "../../analytics/reply-facts.ts";
import { chunks, type ContinuedReply, generations } from "../../platform/db/schema/generations.ts";
import { messages, queuedMessages, threads } from "../../platform/db/schema/threads.ts";
import { appendFeedAndRecord } from "../feed/append-feed.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import { wantsMailOfReply } from "../../mail/mail-of-reply.ts";
import { announceReply, hasDevices } from "../../push/announce-reply.ts";
import { startNextQueued } from "../messages/queue/start-next-queued.ts";
import { type StartDeps, startTransaction } from "../messages/start-transaction.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";
import { lockAnyonesThread, type LockedThread } from "../threads/lock-thread.ts";
import { toThread } from "../threads/thread-view.ts";
import type { Chunk } from "./chunk-log.ts";
import { noticePayloads, toChunks } from "./flush-chunks.ts";
import { type Content, contentOf, ownParts, wholeUsage } from "./final-content.ts";
import type { LogPiece } from "./log-piece.ts";

/** The end of a generation, as its owner knows it. */
export interface Ending {
  id: string;
  threadId: string;
  messageId: string;
  /** Null for a reply that starts from scratch. */
  continues: ContinuedReply | null;
  fence: number;
  attempt: number;
  lastSeq: number;
  /** Committed pieces of this attempt. */
  committed: readonly LogPiece[];
  /** Pieces still to be logged, one per chunk. */
  rest: readonly LogPiece[];
  /** With the usage of this generation alone. */
  final: FinalChunk;
}

/** Dependencies of ending a generation, which include those of starting the next reply. */
export interface FinishDeps extends StartDeps {
  nodeId: string;
  metrics: Metrics;
  /** Whether the server sends notifications to people's devices. */
  hasPush: boolean;
  publish: (generationId: string, entries: Chunk[]) => void;
}

/**
 * Ends a generation: its last text, the `final` chunk, the message's text, status and usage, the
 * feed event and the title job are written in one transaction, guarded by the fence. The next
 * queued message is sent in the same transaction.
 *
 * @returns false when the generation has another owner, has already ended, or is gone
 * @throws Error when the thread changes hands meanwhile; then nothing is written, and the next try
 *   finds its new user
 */
export async function finishGeneration(deps: FinishDeps, ending: Ending): Promise<boolean> {
  const entries = lastEntries(ending);
  const ended = await startTransaction(deps, async (tx, starting) => {
    const content = await contentOf(tx, ending);
    // Sent together. The second runs once the first has the lock, and sees all that was committed
    // until then.
    const [locked, closed] = await Promise.all([
      lockAnyonesThread(tx, ending.threadId),
      close(tx, ending, { entries, content, nodeId: deps.nodeId }),
    ]);
    if (!closed) return (await hasEnded(tx, ending)) ? "before" : null;
    // Postgres reads the thread anew when it has waited for its lock, but its user as they were: the
    // thread of a guest who signs in meanwhile is not found.
    if (!locked) throw new Error("the thread has changed hands meanwhile");
    // In the trash, an end is kept and not told.
    const isShown = !locked.isTrashed;
    const { userId } = locked;
    // The message event of a continued reply was recorded already.
    const text = ending.continues ? "" : content.text;
    const facts = replyFacts({ ...locked, ...closed, ...ending, text });
    if (isShown) await tellEnd(tx, deps, { locked, closed, ending, facts });
    else await recordEvents(tx, userId, facts);
    if (isShown && closed.isWaitedFor) {
      const { messageId: replyId, final } = ending;
      await startNextQueued(tx, starting, {
        thread: locked,
        userId,
        replyId,
        status: final.status,
      });
    }
    return closed.times;
  });
  if (ended === null) return false;
  if (ended !== "before") observeEnd(deps.metrics, ending.final, ended);
  deps.publish(ending.id, entries);
  return true;
}

/** Announces an end to the user, wherever they are, and leaves the jobs that follow it. */
async function tellEnd(
  tx: Transaction,
  { jobs, hasPush }: FinishDeps,
  {
    locked,
    closed: { thread, wantsMail, hasDevices: hasAnyDevices },
    ending,
    facts,
  }: { locked: LockedThread; closed: Closed; ending: Ending; facts: readonly AnalyticsFact[] },
): Promise<void> {
  const { id, threadId, messageId, final } = ending;
  const isCompleted = final.status === "completed";
  await Promise.all([
    thread.title === null && locked.isTitled && !locked.isTemporary
      ? jobs.enqueue(tx, "title", { threadId, askModel: isCompleted })
      : null,
    wantsMail && isCompleted && !locked.isTemporary
      ? jobs.enqueue(tx, "unseen", { threadId, messageId })
      : null,
    hasPush && hasAnyDevices
      ? announceReply(tx, jobs, { ...locked, id, status: final.status })
      : null,
    // Last, because it locks the user's row until the commit.
    appendFeedAndRecord(tx, locked.userId, { events: [{ type: "thread.put", thread }], facts }),
  ]);
}

function observeEnd(metrics: Metrics, { status }: FinalChunk, times: EndTimes): void {
  metrics.generationsEnded.inc({ status });
  metrics.generationTime.observe(times.whole);
  if (times.firstText !== null) metrics.firstText.observe(times.firstText);
  if (status === "stopped" && times.stop !== null) metrics.stopLatency.observe(times.stop);
}

function lastEntries(ending: Ending): Chunk[] {
  const { rest, final, lastSeq, attempt } = ending;
  const seq = lastSeq + 1 + rest.length;
  const body = JSON.stringify({ ...final, usage: wholeUsage(ending) });
  const last = { seq, attempt, kind: "final" as const, body, event: null };
  return [...toChunks(rest, { lastSeq, attempt }), last];
}

/**
 * Whether this owner has ended it before: the commit succeeded but its response got lost. Another
 * owner cannot have, because its fence differs.
 */
async function hasEnded(tx: Transaction, { id, fence, final }: Ending): Promise<boolean> {
  const rows = await tx
    .select({ id: generations.id })
    .from(generations)
    .where(
      and(
        eq(generations.id, id),
        eq(generations.fence, fence),
        eq(generations.status, final.status),
      ),
    );
  return rows.length > 0;
}

interface ClosedRow extends Record<string, unknown> {
  /** The thread's. */
  workflow_id: string;
  answering_workflow_id: string;
  workflow_version: number | null;
  model: string;
  title: string | null;
  provisional_title: string | null;
  active_leaf_id: string | null;
  shared_at: string | null;
  project_id: string | null;
  tags: string[];
  source_thread_id: string | null;
  source_message_id: string | null;
  inference: unknown;
  place: ThreadPlace;
  temporary_until: string | null;
  created_at: string;
  updated_at: string;
  running: boolean;
  waited_for: boolean;
  wants_mail: boolean;
  has_devices: boolean;
  whole_seconds: number;
  first_text_seconds: number | null;
  stop_seconds: number | null;
}

/** The thread of an ended reply, and what its user waits for. */
interface Closed {
  thread: Thread;
  /** Whether messages are queued behind the reply. */
  isWaitedFor: boolean;
  wantsMail: boolean;
  hasDevices: boolean;
  /** Of the assistant that has answered, which may be another than the thread's. */
  workflowId: string;
  workflowVersion: number | null;
  model: string;
  times: EndTimes;
}

/** Since the send, except for the stop; seconds by the database's clock. */
interface EndTimes {
  whole: number;
  firstText: number | null;
  /** Since the stop request; null without one. */
  stop: number | null;
}

/**
 * Writes everything that ends with the generation, in one statement; null when it has another
 * owner.
 */
async function close(
  tx: Transaction,
  ending: Ending,
  { entries, content, nodeId }: { entries: Chunk[]; content: Content; nodeId: string },
): Promise<Closed | null> {
  const { status, error, finishReason = null, model: writtenBy = null } = ending.final;
  const usage = wholeUsage(ending);
  const [notice] = noticePayloads(nodeId, [{ generationId: ending.id, pieces: [""] }]);
  const rows = await tx.execute<ClosedRow>(sql`
    with ended as (
      update ${generations} set status = ${status}, error = ${asJson(error)}, usage = ${asJson(usage)}, finish_reason = ${finishReason}, model = coalesce(${writtenBy}, model),
        last_seq = last_seq + ${entries.length}::int, lease_until = null, finished_at = now(),
        first_text_at = coalesce(first_text_at, case when ${ending.rest.length}::int > 0 then now() end)
      where id = ${ending.id} and fence = ${ending.fence} and last_seq = ${ending.lastSeq} and status = 'running'
      returning id, message_id, thread_id, workflow_id, workflow_version, model,
        extract(epoch from now() - created_at)::float8 as whole_seconds,
        extract(epoch from first_text_at - created_at)::float8 as first_text_seconds,
        extract(epoch from now() - stop_requested_at)::float8 as stop_seconds
    ), logged as (
      insert into ${chunks} (generation_id, seq, attempt, kind, body, event)
      select ended.id, new.seq, new.attempt, new.kind, new.body, new.event
      from ended, jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as new(seq int, attempt int, kind text, body text, event text)
    ), written as (
      update ${messages} m set text = ${content.text}, parts = ${asJson(ownParts(content.parts))} from ended where m.id = ended.message_id
    )
    update ${threads} t set updated_at = now(), unread = true from ended where t.id = ended.thread_id
    returning t.workflow_id, t.title, t.provisional_title, t.active_leaf_id, t.shared_at, t.source_thread_id, t.source_message_id, t.project_id, to_jsonb(t.tags) as tags, t.inference, t.place, t.temporary_until, t.created_at, t.updated_at, pg_notify(${noticeChannels.chunks}, ${notice ?? ""}),
      exists (
        select 1 from ${generations} other
        where other.thread_id = t.id and other.id <> ended.id and other.status in ('queued', 'running')
      ) as running,
      exists (
        select 1 from ${queuedMessages} q where q.after_id = ${ending.messageId} and q.removed_at is null
      ) as waited_for,
      ${wantsMailOfReply(sql`t.user_id`)} as wants_mail, ${hasDevices(sql`t.user_id`)} as has_devices,
      ended.workflow_id as answering_workflow_id, ended.workflow_version, ended.model, whole_seconds, first_text_seconds, stop_seconds`);
  const row = rows[0];
  if (!row) return null;
  const times = {
    whole: row.whole_seconds,
    firstText: row.first_text_seconds,
    stop: row.stop_seconds,
  };
  const { waited_for: isWaitedFor, workflow_version: workflowVersion, model } = row;
  const awaited = { isWaitedFor, wantsMail: row.wants_mail, hasDevices: row.has_devices };
  const of = { workflowId: row.answering_workflow_id, workflowVersion, model };
  return { thread: toEndedThread(ending, row), ...awaited, ...of, times };
}

function toEndedThread({ threadId }: Ending, row: ClosedRow): Thread {
  return toThread({
    id: threadId,
    workflowId: row.workflow_id,
    title: row.title,
    provisionalTitle: row.provisional_title,
    activeLeafId: row.active_leaf_id,
    sharedAt: row.shared_at,
    projectId: row.project_id,
    tags: row.tags,
    sourceThreadId: row.source_thread_id,
    sourceMessageId: row.source_message_id,
    inference: row.inference,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    unread: true,
    place: row.place,
    temporaryUntil: row.temporary_until,
    running: row.running,
  });
}

function asJson(value: unknown) {
  return value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`;
}
