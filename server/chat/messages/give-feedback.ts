import { and, eq, sql } from "drizzle-orm";
import { isLive } from "../../../shared/generation-status.ts";
import type { Message } from "../../../shared/message.ts";
import type { GiveFeedback } from "../../../shared/message-requests.ts";
import type { Thread } from "../../../shared/thread.ts";
import { recordEvents } from "../../analytics/record-events.ts";
import type { Database } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread } from "../threads/access.ts";
import { lockThread } from "../threads/lock-thread.ts";
import { readMessagesById } from "./message-view.ts";

/**
 * Saves a rating of a reply, with a comment if there is one, and appends it to the user's feed, if it changes.
 *
 * @throws RequestError `not_found` for a reply that is missing or another user's; `conflict`
 *   while it is being written
 */
export function giveFeedback(
  db: Database,
  userId: string,
  { messageId, kind, comment }: GiveFeedback,
): Promise<{ thread: Thread; message: Message }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ threadId: messages.threadId })
      .from(messages)
      .where(and(eq(messages.id, messageId), eq(messages.userId, userId)));
    const of = { threadId: row?.threadId ?? "", userId };
    if (!row || !(await lockThread(tx, of))) throw notFound("message");
    const read = () => readMessagesById(tx, { ...of, ids: [messageId] });
    const before = (await read()).get(messageId);
    if (!before?.generation) throw notFound("message");
    if (isLive(before.generation))
      throw new RequestError("conflict", "The reply is still being written.");
    const thread = await readThread(tx, of);
    const earlier = before.feedback?.kind ?? null;
    const written = earlier === kind ? before.feedback?.comment : undefined;
    const next = (kind === null ? "" : (comment ?? written)) || undefined;
    if (earlier === kind && next === before.feedback?.comment) return { thread, message: before };
    await tx
      .update(messages)
      .set({
        feedback: kind,
        feedbackComment: next ?? null,
        feedbackAt: sql`now()`,
        feedbackRevision: sql`${messages.feedbackRevision} + 1`,
      })
      .where(eq(messages.id, messageId));
    const message = (await read()).get(messageId);
    if (!message) throw notFound("message");
    const { model, workflowId = thread.workflowId } = before.generation;
    if (earlier !== kind)
      await recordEvents(tx, userId, [
        { kind: "feedback", workflowId, model, rating: kind, before: earlier },
      ]);
    await appendFeed(tx, userId, [{ type: "message.put", message }]);
    return { thread, message };
  });
}
