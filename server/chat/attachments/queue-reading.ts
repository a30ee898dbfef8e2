import { isUtf8 } from "node:buffer";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";
import type { ChatJobs } from "../chat-queues.ts";
import type { LongLaneName } from "./reading-lanes.ts";

/**
 * Queue positions that a file moves back if it has to be decoded, which can take long; plain text
 * never does.
 */
const decodedBehind = 20;

/**
 * Queue positions that a file moves back after it has used up the time of the lane before the last.
 */
const longestBehind = 20;

/** A completely uploaded file. */
export interface FileToRead {
  attachmentId: string;
  userId: string;
}

/** What is known about a file before it is read. */
interface FirstLook {
  /** Whether it is certainly text. */
  isPlain: boolean;
  /** Queue positions that it moves back behind files from other addresses. */
  placesBehind: number;
}

/**
 * Queues a file for reading, behind as many others as its user has unread. So a user who uploads
 * many files waits for them, and other users do not.
 */
export async function queueReading(
  { tx, jobs }: { tx: Transaction; jobs: ChatJobs },
  file: FileToRead,
  { isPlain, placesBehind }: FirstLook,
): Promise<void> {
  const others = await countOthers(tx, file);
  const before = others + placesBehind + (isPlain ? 0 : decodedBehind);
  const { attachmentId } = file;
  await jobs.enqueueBehind(tx, "attachment", { payload: { attachmentId }, before });
}

/** The same for a file that exceeded its lane's time. */
export async function queueLongReading(
  { tx, jobs }: { tx: Transaction; jobs: ChatJobs },
  file: FileToRead,
  lane: LongLaneName,
): Promise<void> {
  const before = (await countOthers(tx, file)) + (lane === "longest" ? longestBehind : 0);
  const { attachmentId } = file;
  await jobs.enqueueBehind(tx, "attachment_long", { payload: { attachmentId, lane }, before });
}

/** The number of the user's other unread files. */
async function countOthers(tx: Transaction, { userId }: FileToRead): Promise<number> {
  const isUnread = and(eq(attachments.userId, userId), eq(attachments.status, "processing"));
  return (await tx.$count(attachments, isUnread)) - 1;
}

/** Whether a file's bytes are certainly text: no PDF, archive or image. */
export function isPlainText(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes("%PDF-") || buffer.includes(0)) return false;
  const mark = buffer.toString("latin1", 0, 4);
  return !/^(PK|BM|GIF)/.test(mark) && isUtf8(buffer);
}
