import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { adoptEvents } from "../../analytics/adopt-events.ts";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";
import { drafts } from "../../platform/db/schema/drafts.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import {
  deletedThreads,
  messages,
  queuedMessages,
  threads,
} from "../../platform/db/schema/threads.ts";
import { shares } from "../../platform/db/schema/shares.ts";
import { users } from "../../platform/db/schema/users.ts";
import { putUser } from "../../chat/feed/put-user.ts";
import { adoptPersonal } from "../personal/adopt-personal.ts";
import { adoptPrompts } from "../prompts/adopt-prompts.ts";
import { adoptProjects } from "../../chat/projects/adopt-projects.ts";
import { lockGuest } from "./lock-guest.ts";
import { putProjects } from "../../chat/projects/put-projects.ts";
import { appendFeed } from "../../chat/feed/append-feed.ts";
import { threadColumns, toThread } from "../../chat/threads/thread-view.ts";

/** How much of a guest's data was deleted, because the account has no room for it. */
export interface LeftBehind {
  memories: number;
  prompts: number;
  projects: number;
}

/**
 * Moves all data of a guest to an account, within the account's limits, and deletes the guest.
 * Replies in progress continue: they look up their owner when they end.
 */
export async function adoptThreads(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<LeftBehind> {
  const ids = await lockGuest(tx, from);
  // Before any row refers to the account, because that would lock its row.
  await adoptEvents(tx, { from, to });
  const owner = { userId: to };
  if (ids.length > 0) {
    await tx.update(messages).set(owner).where(inArray(messages.threadId, ids));
    await tx.update(queuedMessages).set(owner).where(inArray(queuedMessages.threadId, ids));
    await tx.update(generations).set(owner).where(inArray(generations.threadId, ids));
    await tx.update(shares).set(owner).where(inArray(shares.threadId, ids));
    await tx.update(threads).set(owner).where(inArray(threads.id, ids));
  }
  // Including those of drafts.
  await tx.update(attachments).set(owner).where(eq(attachments.userId, from));
  const personal = await adoptPersonal(tx, { from, to });
  await adoptDrafts(tx, { from, to });
  const deletedPrompts = await adoptPrompts(tx, { from, to });
  const adopted = await adoptProjects(tx, { from, to });
  await tx.update(deletedThreads).set(owner).where(eq(deletedThreads.userId, from));
  await tx.delete(users).where(and(eq(users.id, from), eq(users.isGuest, true)));
  await tellViewers(tx, from);
  if (adopted.moved > 0) await putProjects(tx, to);
  if (personal.isChanged) await putUser(tx, to, { personal: true });
  await putThreads(tx, to, ids);
  return { memories: personal.deleted, prompts: deletedPrompts, projects: adopted.deleted };
}

/** Sends an account's new threads to all its tabs. */
async function putThreads(tx: Transaction, to: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const moved = await tx
    .select(threadColumns)
    .from(threads)
    .where(and(inArray(threads.id, ids), isNull(threads.trashedAt)));
  await appendFeed(
    tx,
    to,
    moved.map((row) => ({ type: "thread.put", thread: toThread(row) })),
  );
}

/** The account's own draft for a new chat stays; the client adds the text that the guest has. */
async function adoptDrafts(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.execute(sql`
    update ${drafts} set user_id = ${to} where user_id = ${from} and not exists (
      select 1 from ${drafts} own where own.user_id = ${to} and own.place = ${drafts}.place
    )`);
}
