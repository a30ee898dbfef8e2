import { sql } from "drizzle-orm";
import type { Transaction } from "../../../platform/db/client.ts";
import { messages } from "../../../platform/db/schema/threads.ts";
import { RequestError } from "../../../platform/errors.ts";
import { findInUseBelow } from "../find-in-use-below.ts";

/** A message of a locked thread. */
export interface MessageNode {
  id: string;
  threadId: string;
  parentId: string | null;
  seq: number;
  role: "user" | "assistant";
}

/** What goes, and what becomes of the rest. */
export interface Removed {
  /** The messages to delete, the first above the others. */
  ids: [string, ...string[]];
  seq: number;
  /** Messages that followed them. */
  followers: string[];
  /** The parent of these from now on. */
  parentId: string | null;
  /** The leaf of the branch that is read, if it was one of the deleted messages. */
  leafId: string | null;
}

interface NodeRow extends Record<string, unknown> {
  id: string;
  parent_id: string | null;
  seq: number;
  role: "user" | "assistant";
}

/**
 * Chooses what to delete with a message of a locked thread: a version of a reply alone if nothing
 * follows it, else the user message with all its replies. What follows is attached to the message
 * before them, so that questions and replies still alternate.
 *
 * @throws RequestError `conflict` while a reply below is written or waited for, for a version that
 *   something follows, and if the thread would be empty
 */
export async function chooseRemoved(tx: Transaction, message: MessageNode): Promise<Removed> {
  const { threadId } = message;
  const question = message.role === "user" ? message : await readParent(tx, message);
  const replies = await readChildren(tx, threadId, [question]);
  const isVersion = message.role === "assistant" && replies.length > 1;
  const root = isVersion ? message : question;
  const { live, ends } = await findInUseBelow(tx, root);
  if (live.length + ends.length > 0)
    throw new RequestError("conflict", "A reply below is still being written.");
  if (isVersion) {
    if ((await readChildren(tx, threadId, [message])).length > 0)
      throw new RequestError("conflict", "Messages follow this version.");
    const leafId = replies.findLast(({ id }) => id !== message.id)?.id ?? null;
    const { id, seq, parentId } = message;
    return { ids: [id], seq, followers: [], parentId, leafId };
  }
  const followers = replies.length === 0 ? [] : await readChildren(tx, threadId, replies);
  const ids: Removed["ids"] = [question.id, ...replies.map(({ id }) => id)];
  await requireOthers(tx, threadId, ids);
  const { seq, parentId } = question;
  return { ids, seq, followers: followers.map(({ id }) => id), parentId, leafId: parentId };
}

async function readParent(tx: Transaction, message: MessageNode): Promise<MessageNode> {
  const [row] = await tx.execute<NodeRow>(sql`
    select id, parent_id, seq, role from ${messages}
    where id = ${message.parentId} and thread_id = ${message.threadId}`);
  return row ? toNode(row, message.threadId) : message;
}

/** The messages below these, oldest first. */
async function readChildren(
  tx: Transaction,
  threadId: string,
  parents: readonly MessageNode[],
): Promise<MessageNode[]> {
  const ids = parents.map(({ id }) => id);
  const seq = Math.min(...parents.map((parent) => parent.seq));
  const rows = await tx.execute<NodeRow>(sql`
    select id, parent_id, seq, role from ${messages}
    where thread_id = ${threadId} and seq > ${seq}::int and parent_id = any(${sql.param(ids)}::text[])
    order by seq`);
  return rows.map((row) => toNode(row, threadId));
}

function toNode({ id, parent_id: parentId, seq, role }: NodeRow, threadId: string): MessageNode {
  return { id, threadId, parentId, seq, role };
}

async function requireOthers(
  tx: Transaction,
  threadId: string,
  ids: readonly string[],
): Promise<void> {
  const others = await tx.execute(sql`
    select 1 from ${messages}
    where thread_id = ${threadId} and not id = any(${sql.param([...ids])}::text[]) limit 1`);
  if (others.length === 0)
    throw new RequestError("conflict", "These are the only messages: delete the chat instead.");
}
