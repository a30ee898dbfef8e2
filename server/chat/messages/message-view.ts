import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Generation, Message } from "../../../shared/message.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { Attachment } from "../../../shared/attachment.ts";
import { attachmentsOf } from "../attachments/upload-view.ts";
import type { Executor } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { summaries } from "../../platform/db/schema/summaries.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { type PageBounds, pageColumns, walkPage } from "./walk-page.ts";

const columns = {
  id: messages.id,
  threadId: messages.threadId,
  parentId: messages.parentId,
  seq: messages.seq,
  role: messages.role,
  text: messages.text,
  parts: messages.parts,
  createdAt: messages.createdAt,
  feedback: messages.feedback,
  feedbackComment: messages.feedbackComment,
  feedbackRevision: messages.feedbackRevision,
  attachments: sql<Attachment[] | null>`case when ${messages.role} = 'user' then ${attachmentsOf({
    id: sql`${messages.id}`,
    threadId: sql`${messages.threadId}`,
  })} end`,
  summary: sql<Summary | null>`(
    select jsonb_build_object('status', s.status, 'text', s.text, 'error', s.error, 'revision', s.revision)
    from ${summaries} s where s.message_id = ${messages.id} offset 0
  )`,
  generation: {
    id: generations.id,
    status: generations.status,
    model: generations.model,
    workflowId: sql<string | null>`nullif(${generations.workflowId}, (
      select t.workflow_id from ${threads} t where t.id = ${messages.threadId} offset 0
    ))`,
    error: generations.error,
    usage: generations.usage,
    finishReason: generations.finishReason,
    continues: generations.continues,
    instruction: generations.instruction,
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
export function toMessage({
  feedback: kind,
  feedbackComment,
  feedbackRevision,
  attachments,
  generation,
  parts,
  summary,
  ...row
}: MessageRow): Message {
  const message = {
    ...row,
    generation: generation && toGeneration(generation),
    createdAt: row.createdAt.toISOString(),
    ...(attachments ? { attachments } : {}),
    ...(parts ? { parts } : {}),
    ...(summary ? { summary } : {}),
  };
  if (feedbackRevision === 0) return message;
  const comment = feedbackComment === null ? {} : { comment: feedbackComment };
  return { ...message, feedback: { kind, ...comment, revision: feedbackRevision } };
}

function toGeneration({
  finishReason,
  continues,
  workflowId,
  instruction,
  ...generation
}: NonNullable<MessageRow["generation"]>): Generation {
  return {
    ...generation,
    ...(workflowId ? { workflowId } : {}),
    ...(finishReason ? { finishReason } : {}),
    ...(instruction === null ? {} : { instruction }),
    ...(continues ? { continuation: { number: continues.number, seq: continues.seq } } : {}),
  };
}

/** A page of messages, newest first, and whether the thread has older ones, in one statement. */
export async function readMessagePage(
  executor: Executor,
  bounds: PageBounds,
): Promise<{ messages: Message[]; hasOlder: boolean }> {
  const rows = await executor
    .select({ ...columns, ...pageColumns })
    .from(messages)
    .innerJoin(sql`${walkPage(bounds)} page`, sql`page.id = ${messages.id}`)
    .leftJoin(generations, eq(generations.messageId, messages.id))
    .orderBy(desc(messages.seq));
  let hasOlder = false;
  const page = rows.map(({ hasOlder: isAnyOlder, ...row }) => {
    hasOlder = isAnyOlder;
    return toMessage(row);
  });
  return { messages: page, hasOlder };
}

/** The messages with these ids that are in the thread, by id. */
export async function readMessagesById(
  executor: Executor,
  { threadId, ids }: { threadId: string; ids: readonly string[] },
): Promise<Map<string, Message>> {
  const where = and(eq(messages.threadId, threadId), inArray(messages.id, [...ids]));
  const rows = await selectMessages(executor, where);
  return new Map(rows.map((row) => [row.id, toMessage(row)]));
}
