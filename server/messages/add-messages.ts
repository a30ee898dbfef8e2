import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { messages, threads } from "../db/schema/threads.ts";
import { RequestError, theRow } from "../errors.ts";
import { enqueueGeneration } from "../generation/enqueue-generation.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import type { ThreadOfUser } from "../threads/access.ts";
import { requireWorkflow } from "../workflows/find-workflow.ts";

interface NewMessage extends ThreadOfUser {
  id: string;
  parentId: string | null;
  role: "user" | "assistant";
  text: string;
}

/**
 * Adds a message to a locked thread, under its next number, and makes the thread the newest.
 *
 * @throws RequestError `conflict` when the id is taken
 */
export async function addMessage(tx: Transaction, message: NewMessage): Promise<void> {
  const thread = theRow(
    await tx
      .update(threads)
      .set({ messageSeq: sql`${threads.messageSeq} + 1`, updatedAt: sql`now()` })
      .where(eq(threads.id, message.threadId))
      .returning({ seq: threads.messageSeq }),
  );
  const added = await tx
    .insert(messages)
    .values({ ...message, seq: thread.seq })
    .onConflictDoNothing({ target: messages.id })
    .returning({ id: messages.id });
  if (added.length === 0) throw new RequestError("conflict", "This message id is taken.");
}

/** Adds an empty reply to a locked thread, with the generation and the job that will fill it. */
export async function addReply(
  tx: Transaction,
  deps: { jobs: JobQueue; model: string },
  reply: ThreadOfUser & { replyId: string; parentId: string },
): Promise<void> {
  const { threadId, userId, replyId, parentId } = reply;
  await addMessage(tx, { threadId, userId, id: replyId, parentId, role: "assistant", text: "" });
  const thread = theRow(
    await tx
      .select({ workflowId: threads.workflowId })
      .from(threads)
      .where(eq(threads.id, threadId)),
  );
  const workflow = await requireWorkflow(tx, thread.workflowId);
  await enqueueGeneration(tx, deps.jobs, {
    threadId,
    userId,
    messageId: replyId,
    workflowId: workflow.id,
    model: workflow.model ?? deps.model,
  });
}
