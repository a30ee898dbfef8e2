import { count, eq, sql } from "drizzle-orm";
import {
  type CreateShare,
  maxShares,
  type Share,
  type UpdateShare,
} from "../../../shared/share.ts";
import type { SharingMode } from "../../../shared/share-audience.ts";
import { recordEvents } from "../../analytics/record-events.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { shareFiles, shareMessages, shares } from "../../platform/db/schema/shares.ts";
import { users } from "../../platform/db/schema/users.ts";
import { isUniqueViolation, notFound, RequestError } from "../../platform/errors.ts";
import { lockThread } from "../threads/lock-thread.ts";
import { copyBranch, findLeafBelow } from "./copy-branch.ts";
import { lockShare, readShare, type ShareOfUser } from "./edit-share.ts";

/** A link to create. */
export interface NewShare extends Omit<CreateShare, "password"> {
  userId: string;
  /** Argon2id in PHC form; null without a password. */
  passwordHash: string | null;
}

/**
 * Copies a branch of a user's thread, and makes a link to the copy. Idempotent. The caller calls
 * `tellOfShares` afterwards.
 *
 * @throws RequestError `not_found` for a thread or message that is missing or another user's;
 *   `forbidden` for a guest, and for an audience that the server does not allow; `conflict` at the
 *   limit of links; errors of `copyBranch`
 */
export async function createShare(
  tx: Transaction,
  mode: SharingMode,
  { id, userId, threadId, leafId, audience, passwordHash, expiresInHours, ...choices }: NewShare,
): Promise<Share> {
  requireAllowed(mode, audience);
  const thread = await lockThread(tx, { threadId, userId });
  if (!thread) throw notFound("thread");
  if (await isMine(tx, id, { userId, threadId })) return readShare(tx, id);
  await requireEntitled(tx, userId);
  const from = leafId ?? (await findLeafBelow(tx, { threadId, from: null }));
  try {
    await tx.insert(shares).values({
      id,
      slug: newSlug(),
      userId,
      threadId,
      audience,
      passwordHash,
      ...choices,
      expiresAt: expiryIn(expiresInHours),
      leafId: from,
      messageCount: 0,
      messageSeq: 0,
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError("conflict", "This id is already in use.", { cause: error });
  }
  const copied = await copyBranch(tx, { shareId: id, threadId, leafId: from, ...choices });
  await tx.update(shares).set(copied).where(eq(shares.id, id));
  const { workflowId } = thread;
  await recordEvents(tx, userId, [{ kind: "chat_shared", workflowId, audience }]);
  return readShare(tx, id);
}

/**
 * Replaces the copy of a link by the newest messages of its branch, or by another branch.
 *
 * @throws RequestError `not_found` for a link that is missing or another user's, and for a message
 *   that is not in its thread; errors of `copyBranch`
 */
export async function updateShare(
  tx: Transaction,
  of: ShareOfUser,
  choices: Omit<UpdateShare, "shareId">,
): Promise<Share> {
  const { shareId } = of;
  const { thread, ...before } = await lockShare(tx, of);
  const leafId =
    choices.leafId ?? (await findLeafBelow(tx, { threadId: thread.id, from: before.leafId }));
  const kept = {
    hasThoughts: choices.hasThoughts ?? before.hasThoughts,
    hasFiles: choices.hasFiles ?? before.hasFiles,
  };
  await tx.delete(shareFiles).where(eq(shareFiles.shareId, shareId));
  await tx.delete(shareMessages).where(eq(shareMessages.shareId, shareId));
  const copied = await copyBranch(tx, { shareId, threadId: thread.id, leafId, ...kept });
  await tx
    .update(shares)
    .set({ ...copied, ...kept, updatedAt: sql`now()`, changedAt: sql`now()` })
    .where(eq(shares.id, shareId));
  return readShare(tx, shareId);
}

/** @throws RequestError `forbidden` for an audience that the server does not allow */
export function requireAllowed(mode: SharingMode, audience: CreateShare["audience"]): void {
  if (mode === "off") throw new RequestError("forbidden", "Sharing is switched off.");
  if (mode === "server" && audience === "public")
    throw new RequestError("forbidden", "This server allows no public links.");
}

/** When a link made now expires. */
export function expiryIn(hours: number | null) {
  return hours === null ? null : sql`now() + ${hours} * interval '1 hour'`;
}

/** 128 random bits. */
function newSlug(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
}

/** Whether an earlier try of the same call created it. */
async function isMine(
  tx: Transaction,
  id: string,
  { userId, threadId }: { userId: string; threadId: string },
): Promise<boolean> {
  const [row] = await tx
    .select({ userId: shares.userId, threadId: shares.threadId })
    .from(shares)
    .where(eq(shares.id, id));
  return row?.userId === userId && row.threadId === threadId;
}

/** Locks the account, so that concurrent calls count right. */
async function requireEntitled(tx: Transaction, userId: string): Promise<void> {
  const [owner] = await tx
    .select({ isGuest: users.isGuest })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  if (!owner || owner.isGuest)
    throw new RequestError("forbidden", "Only people with an account can share chats.");
  const [live] = await tx.select({ count: count() }).from(shares).where(eq(shares.userId, userId));
  if (live && live.count >= maxShares)
    throw new RequestError("conflict", "You’ve reached the link limit. Revoke one first.");
}
