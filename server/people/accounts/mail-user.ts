import { newId } from "../../../shared/ids.ts";
import type { Locale } from "../../../shared/locale.ts";
import type { Transaction } from "../../platform/db/client.ts";
import type { MailJobs } from "../../mail/mail-queues.ts";
import type { MailContent } from "../../mail/mail-content.ts";
import { sendMail } from "../../mail/send-mail.ts";

/** The recipient of a mail. */
export interface Addressee {
  id: string;
  email: string | null;
  language: Locale;
}

/**
 * Queues a mail to a user, if they have an address.
 *
 * @param about completes the event's name after the mail's kind; a second mail for the same event
 *   is dropped
 */
export async function mailUser(
  tx: Transaction,
  jobs: MailJobs,
  {
    user,
    content,
    about = newId("mail"),
  }: { user: Addressee; content: MailContent; about?: string },
): Promise<void> {
  if (user.email === null) return;
  await sendMail(tx, jobs, {
    event: `${content.kind}:${about}`,
    userId: user.id,
    recipient: user.email,
    language: user.language,
    content,
  });
}
