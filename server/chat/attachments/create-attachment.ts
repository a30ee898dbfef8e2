import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { Upload } from "../../../shared/attachment.ts";
import { megabyte } from "../../../shared/limits.ts";
import type { CreateAttachment } from "../../../shared/requests.ts";
import type { Caller } from "../../assistants/sessions/caller.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError, theRow } from "../../platform/errors.ts";
import { accountOf } from "../../assistants/sessions/account-of.ts";
import { requireOpenWorkflow } from "../../assistants/workflows/find-workflow.ts";
import { readUploadPolicy } from "./upload-policy.ts";
import { uploadColumns } from "./upload-view.ts";

/** How long a file without a message is kept, in hours, so that yesterday's draft still has it. */
export const unsentHours = 48;

/** Minimum number of bytes that a file counts as, because of its extracted text or previews. */
const leastBytes = 256 * 1024;

/** How much of the storage limit a file takes, in bytes. */
export function countedBytes(size: number): number {
  return Math.max(size, leastBytes);
}

/** Dependencies of announcing a file. */
export interface CreateAttachmentDeps {
  db: Database;
  defaultWorkflowId: string;
  /** Storage limit of one account in bytes. */
  storageBytes: number;
}

/**
 * Announces a file; its parts follow. Idempotent: a retry returns the state of the upload.
 *
 * @throws RequestError `not_found` for a workflow that the user may not use; `forbidden` where
 *   files are not allowed; `too_large`; `storage_full`; `conflict` when the id was used for
 *   something else
 */
export async function createAttachment(
  { db, defaultWorkflowId, storageBytes }: CreateAttachmentDeps,
  caller: Caller,
  { id, name, mimeType, size, workflowId = defaultWorkflowId }: CreateAttachment,
): Promise<Upload> {
  const { userId, chatSession } = caller;
  // A chat session implies access to its workflow, and only to that one.
  if (!chatSession) await requireOpenWorkflow(db, { id: workflowId, userId });
  const policy = await readUploadPolicy(db, { workflowId, chatSessionId: chatSession?.id ?? null });
  if (!policy.enabled) throw new RequestError("forbidden", "Files cannot be attached here.");
  if (size > policy.maxFileSize * megabyte)
    throw new RequestError("too_large", `Files can be at most ${policy.maxFileSize} MB.`);
  const kind = mimeType.startsWith("image/") ? "image" : "file";
  return db.transaction(async (tx) => {
    const account = await takeTurn(tx, accountOf(caller));
    const earlier = await findEarlier(tx, id);
    if (earlier) return sameAsBefore(earlier, { userId, workflowId, size });
    await requireRoomFor(tx, account, { size, storageBytes });
    const expiresAt = sql`now() + ${unsentHours} * interval '1 hour'`;
    const made = await tx
      .insert(attachments)
      .values({ id, userId, workflowId, kind, name, mimeType, size, expiresAt })
      .onConflictDoNothing()
      .returning(uploadColumns);
    if (made.length === 0) throw usedForAnother();
    return theRow(made);
  });
}

/**
 * Locks an account until the transaction ends, and makes sure that it may store a further file, or
 * several of this size together.
 *
 * @throws RequestError `storage_full`
 */
export async function requireStorage(
  tx: Transaction,
  { account, ...file }: { account: string; size: number; storageBytes: number },
): Promise<void> {
  await requireRoomFor(tx, await takeTurn(tx, account), file);
}

async function requireRoomFor(
  tx: Transaction,
  account: StorageAccount,
  { size, storageBytes }: { size: number; storageBytes: number },
): Promise<void> {
  const used = await readUsedBytes(tx, account);
  if (used + countedBytes(size) > storageBytes)
    throw new RequestError("storage_full", "Your file storage is full.");
}

/** The account whose storage limit applies. */
interface StorageAccount {
  id: string;
  /**
   * False for admins: their programs may store files for many people, so each named user counts
   * alone.
   */
  withNamedUsers: boolean;
}

/** Locks the account, so that concurrent uploads add up correctly. */
async function takeTurn(tx: Transaction, id: string): Promise<StorageAccount> {
  const [account] = await tx
    .select({ role: users.role })
    .from(users)
    .where(eq(users.id, id))
    .for("no key update");
  if (!account) throw new RequestError("unauthenticated", "The user no longer exists.");
  return { id, withNamedUsers: account.role !== "admin" };
}

/** An upload, and the properties that have to be the same when it is announced again. */
type EarlierUpload = Upload & Announced;

interface Announced {
  userId: string;
  workflowId: string;
  size: number;
}

async function findEarlier(tx: Transaction, id: string): Promise<EarlierUpload | undefined> {
  const { userId, workflowId } = attachments;
  const rows = await tx
    .select({ ...uploadColumns, userId, workflowId })
    .from(attachments)
    .where(eq(attachments.id, id));
  return rows[0];
}

/**
 * Bytes of all files of an account, including announced ones and those of users that its programs
 * created. A refused file counts nothing.
 */
async function readUsedBytes(
  tx: Transaction,
  { id, withNamedUsers }: StorageAccount,
): Promise<number> {
  const isKept = or(ne(attachments.status, "refused"), eq(attachments.refusal, "failed"));
  const isOne = eq(users.id, id);
  const isAny = withNamedUsers ? or(isOne, eq(users.ownerId, id)) : isOne;
  const counted = tx.select({ id: users.id }).from(users).where(isAny);
  const [row] = await tx
    .select({ bytes: sql<string>`coalesce(sum(greatest(${attachments.size}, ${leastBytes})), 0)` })
    .from(attachments)
    .where(and(inArray(attachments.userId, counted), isKept));
  return Number(row?.bytes ?? 0);
}

function sameAsBefore({ userId, workflowId, ...upload }: EarlierUpload, asked: Announced): Upload {
  const isSame =
    userId === asked.userId && workflowId === asked.workflowId && upload.size === asked.size;
  if (!isSame) throw usedForAnother();
  return upload;
}

function usedForAnother(): RequestError {
  return new RequestError("conflict", "This attachment id belongs to another file.");
}
