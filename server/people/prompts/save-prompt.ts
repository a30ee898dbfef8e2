import { and, count, eq, isNull, sql, type SQL } from "drizzle-orm";
import { maxPrompts } from "../../../shared/limits.ts";
import type { PromptHead, SavePrompt } from "../../../shared/prompt.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { prompts } from "../../platform/db/schema/prompts.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { tellOfPrompts } from "./tell-of-prompts.ts";

/** The user who changes a prompt. */
export interface PromptActor {
  userId: string;
  /** Whether they may also change what is shared. */
  isAdmin: boolean;
  address: string | null;
}

/**
 * Saves a prompt, as the user's own or for everyone. An admin's own becomes shared, and the other
 * way round, when it is saved as such. Idempotent.
 *
 * @throws RequestError `conflict` at the limit of prompts, and for an id that is another user's
 */
export async function savePrompt(
  db: Database,
  actor: PromptActor,
  { isShared, ...prompt }: SavePrompt & { isShared: boolean },
): Promise<PromptHead> {
  const owner = isShared ? null : actor.userId;
  await db.transaction(async (tx) => {
    await takeTurn(tx, actor.userId);
    const before = await findChangeable(tx, actor, prompt.id);
    const isAdded = !before || before.userId !== owner;
    if (isAdded) await requireRoom(tx, owner);
    const { name, description, text } = prompt;
    const fields = { userId: owner, name, description, text };
    const changed = await tx
      .insert(prompts)
      .values({ id: prompt.id, ...fields })
      .onConflictDoUpdate({
        target: prompts.id,
        set: { ...fields, updatedAt: sql`now()` },
        setWhere: mayChange(actor),
      })
      .returning({ id: prompts.id });
    if (changed.length === 0) throw new RequestError("conflict", "This id is already in use.");
    if (isShared || before?.userId === null) {
      const kind = isShared ? "prompt_shared" : "prompt_unshared";
      await recordAudit(tx, entryOf(kind, actor, name));
    }
    await tellOfPrompts(tx, {
      userId: actor.userId,
      isShared: isShared || before?.userId === null,
    });
  });
  const { id, name, description } = prompt;
  return { id, name, description, isShared };
}

/**
 * Deletes a prompt of the user, or for an admin a shared one.
 *
 * @throws RequestError never for one that is gone: it is deleted, as the caller wants
 */
export async function deletePrompt(
  db: Database,
  actor: PromptActor,
  promptId: string,
): Promise<{ promptId: string }> {
  await db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(prompts)
      .where(and(eq(prompts.id, promptId), mayChange(actor)))
      .returning({ userId: prompts.userId, name: prompts.name });
    if (!gone) return;
    const isShared = gone.userId === null;
    if (isShared) await recordAudit(tx, entryOf("prompt_deleted", actor, gone.name));
    await tellOfPrompts(tx, { userId: actor.userId, isShared });
  });
  return { promptId };
}

/** SQL condition: a prompt that a user may change. */
function mayChange({ userId, isAdmin }: PromptActor): SQL {
  const isOwn = eq(prompts.userId, userId);
  return isAdmin ? sql`(${isOwn} or ${isNull(prompts.userId)})` : isOwn;
}

/** Locks the user, so that concurrent calls count right. */
async function takeTurn(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
}

async function findChangeable(tx: Transaction, actor: PromptActor, id: string) {
  const [row] = await tx
    .select({ userId: prompts.userId })
    .from(prompts)
    .where(and(eq(prompts.id, id), mayChange(actor)));
  return row;
}

async function requireRoom(tx: Transaction, owner: string | null): Promise<void> {
  const isTheirs = owner === null ? isNull(prompts.userId) : eq(prompts.userId, owner);
  const [row] = await tx.select({ count: count() }).from(prompts).where(isTheirs);
  if ((row?.count ?? 0) >= maxPrompts)
    throw new RequestError("conflict", "You have reached the limit of prompts. Delete one first.");
}

function entryOf(
  kind: "prompt_shared" | "prompt_unshared" | "prompt_deleted",
  { userId, address }: PromptActor,
  name: string,
) {
  return { kind, actorId: userId, userId: null, address, details: { name } };
}
