import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "../platform/db/client.ts";
import { users } from "../platform/db/schema/users.ts";
import type { MailJobs } from "./mail-queues.ts";
import { mailThoseWhoAsked } from "./mail-those-who-asked.ts";
import { findUnseenReply } from "./unseen-reply.ts";

/** Seconds after which an unread reply is announced by mail. */
export const awayAfterSeconds = 180;

/** A reply that ended successfully. */
export interface EndedReply {
  threadId: string;
  /** The reply's message. */
  messageId: string;
}

/** Schedules a check whether the reply was seen, for users who want a mail if it was not. */
export async function watchForReader(
  tx: Transaction,
  jobs: MailJobs,
  { userId, threadId, messageId }: EndedReply & { userId: string },
): Promise<void> {
  const [asked] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), sql`(${users.mailPreferences} ->> 'replyReady')::boolean`));
  if (asked) await jobs.enqueue(tx, "unseen", { threadId, messageId });
}

/** Mails the owner of a thread whose reply is still unread, if they still want such mails. */
export async function mailOfReply(
  { db, jobs }: { db: Database; jobs: MailJobs },
  { threadId, messageId }: EndedReply,
): Promise<void> {
  await db.transaction(async (tx) => {
    const unseen = await findUnseenReply(tx, threadId);
    if (!unseen) return;
    const { userId, title } = unseen;
    await mailThoseWhoAsked(tx, jobs, {
      userId,
      wish: "replyReady",
      event: `replyReady:${messageId}`,
      content: () => ({ kind: "replyReady", threadId, title }),
    });
  });
}
