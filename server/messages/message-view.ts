import { and, eq, type SQL } from "drizzle-orm";
import type { Message } from "../../shared/message.ts";
import type { Executor } from "../db/client.ts";
import { generations } from "../db/schema/generations.ts";
import { messages } from "../db/schema/threads.ts";

const columns = {
  id: messages.id,
  threadId: messages.threadId,
  parentId: messages.parentId,
  seq: messages.seq,
  role: messages.role,
  text: messages.text,
  createdAt: messages.createdAt,
  generation: {
    id: generations.id,
    status: generations.status,
    model: generations.model,
    error: generations.error,
    usage: generations.usage,
  },
};

/** The query for messages in wire form; the caller adds order and limit. */
export function selectMessages(executor: Executor, where: SQL | undefined) {
  return executor
    .select(columns)
    .from(messages)
    .leftJoin(generations, eq(generations.messageId, messages.id))
    .where(where)
    .$dynamic();
}

type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];

/** The wire form of a row of `selectMessages`. */
export function toMessage(row: MessageRow): Message {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** One message of a thread, or null. */
export async function readMessage(
  executor: Executor,
  of: { threadId: string; id: string },
): Promise<Message | null> {
  const [row] = await selectMessages(
    executor,
    and(eq(messages.threadId, of.threadId), eq(messages.id, of.id)),
  );
  return row ? toMessage(row) : null;
}
