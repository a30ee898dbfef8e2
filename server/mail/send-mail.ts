import { newId } from "../../shared/ids.ts";
import type { Locale } from "../../shared/locale.ts";
import type { Transaction } from "../platform/db/client.ts";
import { mails } from "../platform/db/schema/mails.ts";
import { languageColumns } from "../platform/db/user-language.ts";
import type { MailJobs } from "./mail-queues.ts";
import type { MailContent } from "./mail-content.ts";

/** A mail to send for an event. */
export interface MailRequest {
  /** The event, such as `welcome:user_…`. A second mail for the same event is dropped. */
  event: string;
  userId: string;
  recipient: string;
  language: Locale;
  content: MailContent;
}

/**
 * Queues a mail within the transaction: it is sent if and only if that commits. Callers never wait
 * for the mail server.
 */
export async function sendMail(
  tx: Transaction,
  jobs: MailJobs,
  { language, ...request }: MailRequest,
): Promise<void> {
  const [mail] = await tx
    .insert(mails)
    .values({ id: newId("mail"), ...request, ...languageColumns(language) })
    .onConflictDoNothing({ target: mails.event })
    .returning({ id: mails.id });
  if (mail) await jobs.enqueue(tx, "mail", { mailId: mail.id });
}
