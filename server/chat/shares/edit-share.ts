import { and, eq, sql } from "drizzle-orm";
import type { Share } from "../../../shared/share.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { shares } from "../../platform/db/schema/shares.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound, theRow } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread, type ThreadOfUser } from "../threads/access.ts";
import { type LockedThread, lockThread } from "../threads/lock-thread.ts";
import { selectShares, toShare } from "./share-view.ts";

/** A link, and the user who has to own it. */
export interface ShareOfUser {
  shareId: string;
  userId: string;
}

/** A link of a locked thread. */
export interface LockedShare {
  thread: LockedThread;
  /** The last copied message. */
  leafId: string;
  hasThoughts: boolean;
  hasFiles: boolean;
}

/**
 * Locks the thread of a link, so that changes of its links happen one after the other.
 *
 * @throws RequestError `not_found` for a link that is missing, revoked or another user's
 */
export async function lockShare(tx: Transaction, of: ShareOfUser): Promise<LockedShare> {
  const isTheirs = and(eq(shares.id, of.shareId), eq(shares.userId, of.userId));
  const [found] = await tx.select({ threadId: shares.threadId }).from(shares).where(isTheirs);
  const thread = found && (await lockThread(tx, { ...found, userId: of.userId }));
  const { leafId, hasThoughts, hasFiles } = shares;
  const [share] = await tx.select({ leafId, hasThoughts, hasFiles }).from(shares).where(isTheirs);
  if (!thread || !share) throw notFound("link");
  return { thread, ...share };
}

/** Reads a link of the transaction's own. */
export async function readShare(tx: Transaction, shareId: string): Promise<Share> {
  return toShare(theRow(await selectShares(tx).where(eq(shares.id, shareId))));
}

/**
 * Tells the owner's tabs that a link of a locked thread has changed. Call it last.
 */
export async function tellOfShares(tx: Transaction, of: ThreadOfUser): Promise<void> {
  await tx
    .update(threads)
    .set({
      sharedAt: sql`(select clock_timestamp() from ${shares} where ${shares.threadId} = ${of.threadId} limit 1)`,
    })
    .where(eq(threads.id, of.threadId));
  const thread = await readThread(tx, of);
  await appendFeed(tx, of.userId, [{ type: "thread.put", thread }]);
}
