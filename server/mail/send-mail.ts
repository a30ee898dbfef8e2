import { newId } from "../../shared/ids.ts";
import type { Locale } from "../../shared/locale.ts";
import type { Transaction } from "../platform/db/client.ts";
import { mails } from "../platform/db/schema/mails.ts";
import type { MailJobs } from "./mail-queues.ts";
import type { MailContent } from "./mail-content.ts";

/** A mail that an event asks for. */
export interface MailRequest {
  /** What it is about, such as `welcome:user_…`; the same event never makes a second mail. */
  event: string;
  userId: string;
  recipient: string;
  locale: Locale;
  content: MailContent;
}

/**
 * Leaves a mail to be sent, with the transaction: it goes out if and only if that commits, and
 * however slow the mail server is, nobody waits for it here.
 */
export async function sendMail(
  tx: Transaction,
  jobs: MailJobs,
  request: MailRequest,
): Promise<void> {
  const [mail] = await tx
    .insert(mails)
    .values({ id: newId("mail"), ...request })
    .onConflictDoNothing({ target: mails.event })
    .returning({ id: mails.id });
  if (mail) await jobs.enqueue(tx, "mail", { mailId: mail.id });
}
