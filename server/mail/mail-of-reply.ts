import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../platform/db/client.ts";
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

/** Whether a user wants a mail when a reply was not seen: then the job `unseen` looks after it. */
export function wantsMailOfReply(userId: SQL): SQL {
  return sql`exists (
    select from ${users} u where u.id = ${userId} and (u.mail_preferences ->> 'replyReady')::boolean
  )`;
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
