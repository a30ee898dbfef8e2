import { isUtf8 } from "node:buffer";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";
import type { ChatJobs } from "../chat-queues.ts";
import type { LongLaneName } from "./reading-lanes.ts";

/** How many places a file is set back that has to be decoded, which can take long: plain text never does. */
const decodedBehind = 20;

/** How many places a file is set back that has used up the time of the lane before the last. */
const longestBehind = 20;

/** A file that is here whole. */
export interface FileToRead {
  attachmentId: string;
  userId: string;
}

/** What is known of a file before it is read. */
interface FirstLook {
  /** Whether it is text for sure. */
  isPlain: boolean;
  /** How many places it goes behind those of other addresses. */
  placesBehind: number;
}

/**
 * Leaves a file to be read. It goes behind as many others as its user has unread, so a user who
 * uploads many waits for them, and the others do not.
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

/** The same for a file that takes longer than its lane has time. */
export async function queueLongReading(
  { tx, jobs }: { tx: Transaction; jobs: ChatJobs },
  file: FileToRead,
  lane: LongLaneName,
): Promise<void> {
  const before = (await countOthers(tx, file)) + (lane === "longest" ? longestBehind : 0);
  const { attachmentId } = file;
  await jobs.enqueueBehind(tx, "attachment_long", { payload: { attachmentId, lane }, before });
}

/** How many other files of the user are unread. */
async function countOthers(tx: Transaction, { userId }: FileToRead): Promise<number> {
  const isUnread = and(eq(attachments.userId, userId), eq(attachments.status, "processing"));
  return (await tx.$count(attachments, isUnread)) - 1;
}

/** Whether a whole file is text for sure, by its bytes: no PDF, archive or picture. */
export function isPlainText(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes("%PDF-") || buffer.includes(0)) return false;
  const mark = buffer.toString("latin1", 0, 4);
  return !/^(PK|BM|GIF)/.test(mark) && isUtf8(buffer);
}
