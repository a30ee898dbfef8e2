import { eq, inArray, or } from "drizzle-orm";
import { forgetEvents } from "../../analytics/forget-events.ts";
import { tellNamedViewers } from "../../assistants/sessions/tell-named-viewers.ts";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { mails } from "../../platform/db/schema/mails.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { deleteGenerationsOfThreads } from "../../chat/threads/delete-generations.ts";

/**
 * Deletes a user and all their data, including the users that their programs created. Workers
 * writing their replies find the generation gone and stop; connections of their sessions and keys
 * are closed within two seconds.
 */
export async function deleteUser(tx: Transaction, userId: string): Promise<void> {
  // Lock order: threads first, then their user, as in every transaction that changes both.
  const locked = await tx
    .select({ id: threads.id })
    .from(threads)
    .where(inArray(threads.userId, withNamedUsers(tx, userId)))
    .for("update");
  await deleteGenerationsOfThreads(
    tx,
    locked.map((thread) => thread.id),
  );
  await forgetEvents(tx, withNamedUsers(tx, userId));
  await tellViewers(tx, userId);
  await tellNamedViewers(tx, userId);
  await tx.delete(users).where(eq(users.id, userId));
  await tx.delete(mails).where(eq(mails.userId, userId));
}

/** The user itself, and the users that its programs created. */
function withNamedUsers(tx: Transaction, userId: string) {
  return tx
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.id, userId), eq(users.ownerId, userId)));
}
