import { eq } from "drizzle-orm";
import { holdCounting } from "../../analytics/counting-lock.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";

/** How often to lock again because the guest has just started another thread. */
const mostTries = 5;

/** The guest started a thread after their threads were locked. */
class AnotherThread extends Error {}

/**
 * Locks a guest and all their threads; nothing more can become theirs until the transaction ends.
 * Threads come first, as in every transaction that changes both, so a thread that was started
 * meanwhile means letting go and locking again.
 *
 * @returns the ids of the threads
 * @throws RequestError `unavailable` for a guest who starts threads all the time
 */
export async function lockGuest(tx: Transaction, guestId: string): Promise<string[]> {
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      return await tx.transaction((attempt) => lockOnce(attempt, guestId));
    } catch (error) {
      if (!(error instanceof AnotherThread)) throw error;
    }
  }
  throw new RequestError("unavailable", "This guest is busy. Try again.");
}

/** Ends with `AnotherThread`, and without any lock, if the threads are not all. */
async function lockOnce(tx: Transaction, guestId: string): Promise<string[]> {
  const theirs = () =>
    tx.select({ id: threads.id }).from(threads).where(eq(threads.userId, guestId));
  const locked = await theirs().for("update");
  // Counting writes rows that refer to users, so it has to be over before the user is locked.
  await holdCounting(tx);
  await tx.select({ id: users.id }).from(users).where(eq(users.id, guestId)).for("update");
  const ids = locked.map(({ id }) => id);
  const known = new Set(ids);
  for (const { id } of await theirs()) if (!known.has(id)) throw new AnotherThread();
  return ids;
}
