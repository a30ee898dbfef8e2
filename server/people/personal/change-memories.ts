import { and, eq, sql } from "drizzle-orm";
import { maxMemories, maxMemoryText } from "../../../shared/limits.ts";
import type { NewMemory, PersonalView } from "../../../shared/personal.ts";
import { putUser } from "../../chat/feed/put-user.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { memories, personalSettings } from "../../platform/db/schema/personal.ts";
import { users } from "../../platform/db/schema/users.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { readPersonal } from "./read-personal.ts";

/** Sets whether models get a user's memories. */
export function setMemory(db: Database, userId: string, isOn: boolean): Promise<PersonalView> {
  const columns = { memoryOn: isOn, updatedAt: sql`now()` };
  return change(db, userId, async (tx) => {
    await tx
      .insert(personalSettings)
      .values({ userId, ...columns })
      .onConflictDoUpdate({ target: personalSettings.userId, set: columns });
  });
}

/**
 * Adds a fact under the client's id. Idempotent.
 *
 * @throws RequestError `conflict` when the memory is full, or the id is another user's
 */
export function remember(
  db: Database,
  userId: string,
  { id, text }: NewMemory,
): Promise<PersonalView> {
  return change(db, userId, async (tx) => {
    const made = await tx
      .insert(memories)
      .values({ id, userId, text })
      .onConflictDoNothing()
      .returning({ id: memories.id });
    if (made.length > 0) return requireRoom(tx, userId);
    if ((await tx.$count(memories, isTheirs(userId, id))) === 0)
      throw new RequestError("conflict", "This memory id is already in use.");
  });
}

/**
 * Changes the words of a fact.
 *
 * @throws RequestError `not_found` for one that is missing or another user's; `conflict` when it gets
 *   longer and the memory is full
 */
export function changeMemory(
  db: Database,
  userId: string,
  { id, text }: NewMemory,
): Promise<PersonalView> {
  return change(db, userId, async (tx) => {
    const [before] = await tx
      .select({ grows: sql<boolean>`char_length(${text}::text) > char_length(${memories.text})` })
      .from(memories)
      .where(isTheirs(userId, id));
    if (!before) throw notFound("memory");
    await tx.update(memories).set({ text }).where(isTheirs(userId, id));
    if (before.grows) await requireRoom(tx, userId);
  });
}

/** Deletes a fact. @throws RequestError `not_found` for one that is missing or another user's */
export function forget(db: Database, userId: string, id: string): Promise<PersonalView> {
  return change(db, userId, async (tx) => {
    const deleted = await tx
      .delete(memories)
      .where(isTheirs(userId, id))
      .returning({ id: memories.id });
    if (deleted.length === 0) throw notFound("memory");
  });
}

/** Deletes all facts of a user. */
export function forgetAll(db: Database, userId: string): Promise<PersonalView> {
  return change(db, userId, async (tx) => {
    await tx.delete(memories).where(eq(memories.userId, userId));
  });
}

function isTheirs(userId: string, id: string) {
  return and(eq(memories.id, id), eq(memories.userId, userId));
}

/** Makes a change, with the user's row locked so that concurrent changes count each other's. */
function change(
  db: Database,
  userId: string,
  run: (tx: Transaction) => Promise<void>,
): Promise<PersonalView> {
  return db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
    await run(tx);
    const view = await readPersonal(tx, userId);
    await putUser(tx, userId, { personal: true });
    return view;
  });
}

async function requireRoom(tx: Transaction, userId: string): Promise<void> {
  const [held] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      length: sql<number>`coalesce(sum(char_length(${memories.text})), 0)::int`,
    })
    .from(memories)
    .where(eq(memories.userId, userId));
  if (held && (held.count > maxMemories || held.length > maxMemoryText))
    throw new RequestError("conflict", "The memory is full.");
}
