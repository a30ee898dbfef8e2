import { and, eq } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Database, Transaction } from "../../platform/db/client.ts";
import {
  attachmentParts,
  attachmentPictures,
  attachments,
} from "../../platform/db/schema/attachments.ts";
import type { JobEnd } from "../../platform/jobs/job-queue.ts";
import type { ChatJobs } from "../chat-queues.ts";
import type { Logger } from "../../platform/log.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import { queueLongReading } from "./queue-reading.ts";
import { readParts } from "./read-parts.ts";
import { type FileReading, readFile } from "./reading/read-file.ts";
import { type Lane, type LaneName, lanes, type LongLaneName } from "./reading-lanes.ts";
import { tellOfAttachment } from "./tell-of-attachment.ts";

/** Dependencies of reading a file. */
export interface ProcessDeps {
  db: Database;
  jobs: ChatJobs;
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "attachments" | "attachmentTime">;
}

/** The job's try, and its deadline. */
interface ProcessTry {
  last: boolean;
  signal: AbortSignal;
}

/** The file to read, and its lane. */
interface FileInLane {
  attachmentId: string;
  lane: LaneName;
}

/**
 * Reads a completely uploaded file, and stores what models and people see of it. A file that cannot
 * be used is refused, which counts as success; one that exceeds its lane's time moves to the next
 * lane. Does nothing for a file that was read already or is gone. Throws errors that a retry may
 * fix; after the last try the file is refused as `failed`.
 */
export async function processAttachment(
  deps: ProcessDeps,
  { attachmentId, lane: laneName }: FileInLane,
  { last, signal }: ProcessTry,
): Promise<JobEnd> {
  const file = await findWhole(deps.db, attachmentId);
  if (!file) return { outcome: "done" };
  const begun = performance.now();
  try {
    const lane = lanes[laneName];
    const reading = await readInLane(deps.sql, file, { lane, signal });
    if (reading) await keep(deps, file.id, reading);
    else if (lane) await moveOn(deps, file, lane.next);
    if (reading) deps.metrics.attachmentTime.observe((performance.now() - begun) / 1_000);
    return { outcome: "done" };
  } catch (cause) {
    // Deleted meanwhile, with its bytes.
    if (!(await findWhole(deps.db, file.id))) return { outcome: "done" };
    deps.log.warn({ err: cause, attachmentId, last }, "could not read file");
    if (last) await keep(deps, file.id, { outcome: "refused", reason: "failed" });
    throw cause;
  }
}

/** Null when the lane's time is up. */
async function readInLane(
  sql: Sql,
  { id, name, size }: WholeFile,
  { lane, signal }: { lane: Lane | null; signal: AbortSignal },
): Promise<FileReading | null> {
  const file = { name, size, parts: readParts(sql, id) };
  if (!lane) return readFile(file, signal);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), lane.timeMs);
  try {
    return await readFile(file, AbortSignal.any([signal, late.signal]));
  } catch (cause) {
    if (late.signal.aborted && !signal.aborted) return null;
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

async function moveOn(
  { db, jobs }: ProcessDeps,
  { id, userId }: WholeFile,
  lane: LongLaneName,
): Promise<void> {
  await db.transaction((tx) => queueLongReading({ tx, jobs }, { attachmentId: id, userId }, lane));
}

/** Refuses a file that killed or outlasted its workers, without reading it again. */
export async function giveUpAttachment(deps: ProcessDeps, attachmentId: string): Promise<void> {
  await keep(deps, attachmentId, { outcome: "refused", reason: "failed" });
}

/** Lets a file that was given up be retried, within the transaction. */
export async function reopenAttachment(tx: Transaction, attachmentId: string): Promise<void> {
  await tx
    .update(attachments)
    .set({ status: "processing", refusal: null })
    .where(and(eq(attachments.id, attachmentId), eq(attachments.refusal, "failed")));
}

interface WholeFile {
  id: string;
  userId: string;
  name: string;
  size: number;
}

async function findWhole(db: Database, id: string): Promise<WholeFile | null> {
  const [row] = await db
    .select({
      id: attachments.id,
      userId: attachments.userId,
      name: attachments.name,
      size: attachments.size,
    })
    .from(attachments)
    .where(and(eq(attachments.id, id), eq(attachments.status, "processing")));
  return row ?? null;
}

async function keep({ db, metrics }: ProcessDeps, id: string, reading: FileReading): Promise<void> {
  await db.transaction(async (tx) => {
    const kept = await tx
      .update(attachments)
      .set(columnsOf(reading))
      .where(and(eq(attachments.id, id), eq(attachments.status, "processing")))
      .returning({ id: attachments.id });
    // Deleted, or read by another try meanwhile.
    if (kept.length === 0) return;
    if (reading.outcome === "image") await keepPictures(tx, id, reading);
    // Unusable files take up no storage. After a failure of this server, keep the bytes for a
    // retry.
    if (reading.outcome === "refused" && reading.reason !== "failed")
      await tx.delete(attachmentParts).where(eq(attachmentParts.attachmentId, id));
    await tellOfAttachment(tx, id);
    const outcome = reading.outcome === "refused" ? reading.reason : reading.outcome;
    metrics.attachments.inc({ outcome });
  });
}

function columnsOf(reading: FileReading) {
  if (reading.outcome === "refused") return { status: "refused" as const, refusal: reading.reason };
  const { mimeType } = reading;
  if (reading.outcome === "text")
    return {
      status: "ready" as const,
      kind: "file" as const,
      mimeType,
      text: reading.text,
      isCut: reading.isCut,
    };
  const { width, height } = reading;
  return { status: "ready" as const, kind: "image" as const, mimeType, width, height };
}

async function keepPictures(
  tx: Transaction,
  attachmentId: string,
  { preview, shown }: Extract<FileReading, { outcome: "image" }>,
): Promise<void> {
  await tx.insert(attachmentPictures).values([
    { attachmentId, purpose: "preview", ...preview },
    { attachmentId, purpose: "shown", ...shown },
  ]);
}
