import { and, eq, sql } from "drizzle-orm";
import type { ChangeShare, Share } from "../../../shared/share.ts";
import type { SharingMode } from "../../../shared/share-audience.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { shares } from "../../platform/db/schema/shares.ts";
import { expiryIn, requireAllowed } from "./create-share.ts";
import { lockShare, readShare, type ShareOfUser } from "./edit-share.ts";

/** Settings to change; those that are omitted stay. */
export interface ShareChange extends Pick<ChangeShare, "audience" | "expiresInHours"> {
  /** Argon2id in PHC form; null removes the password. */
  passwordHash?: string | null | undefined;
}

/**
 * Changes who may open a link. Holds at once, on every node.
 *
 * @throws RequestError `not_found` for a link that is missing or another user's; `forbidden` for an
 *   audience that the server does not allow
 */
export async function changeShare(
  tx: Transaction,
  mode: SharingMode,
  { audience, expiresInHours, passwordHash, ...of }: ShareOfUser & ShareChange,
): Promise<Share> {
  if (audience !== undefined) requireAllowed(mode, audience);
  await lockShare(tx, of);
  await tx
    .update(shares)
    .set({
      ...(audience === undefined ? {} : { audience }),
      ...(expiresInHours === undefined ? {} : { expiresAt: expiryIn(expiresInHours) }),
      ...(passwordHash === undefined ? {} : { passwordHash }),
      changedAt: sql`now()`,
    })
    .where(eq(shares.id, of.shareId));
  return readShare(tx, of.shareId);
}

/**
 * Ends a link, with its copy.
 *
 * @returns the id of its thread
 * @throws RequestError `not_found` for a link that is missing or another user's
 */
export async function revokeShare(tx: Transaction, of: ShareOfUser): Promise<string> {
  const { thread } = await lockShare(tx, of);
  await tx.delete(shares).where(and(eq(shares.id, of.shareId), eq(shares.userId, of.userId)));
  return thread.id;
}
