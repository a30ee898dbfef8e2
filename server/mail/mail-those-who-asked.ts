import { eq } from "drizzle-orm";
import type { MailPreferences } from "../../shared/user.ts";
import type { Transaction } from "../platform/db/client.ts";
import { users } from "../platform/db/schema/users.ts";
import { userLanguage } from "../platform/db/user-language.ts";
import type { MailJobs } from "./mail-queues.ts";
import type { MailContent } from "./mail-content.ts";
import { sendMail } from "./send-mail.ts";

/** A mail that is sent only to users who have turned such mails on. */
export interface WishedMail {
  userId: string;
  wish: keyof MailPreferences;
  event: string;
  content: (user: { timeZone: string }) => MailContent;
}

/** Queues a mail if the user has turned such mails on and their address is verified. */
export async function mailThoseWhoAsked(
  tx: Transaction,
  jobs: MailJobs,
  { userId, wish, event, content }: WishedMail,
): Promise<void> {
  const { email, emailVerifiedAt, timeZone, mailPreferences } = users;
  const [user] = await tx
    .select({ email, emailVerifiedAt, language: userLanguage, timeZone, mailPreferences })
    .from(users)
    .where(eq(users.id, userId));
  if (!user?.email || !user.emailVerifiedAt || !user.mailPreferences[wish]) return;
  await sendMail(tx, jobs, {
    event,
    userId,
    recipient: user.email,
    language: user.language,
    content: content(user),
  });
}
