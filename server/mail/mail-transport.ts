import type { RenderedMail } from "./render-mail.ts";

/** A mail that is ready to send. */
export interface OutgoingMail extends RenderedMail {
  /** The message id, so mail programs recognise a mail that was sent twice after a crash. */
  id: string;
  recipient: string;
  createdAt: Date;
}

/** The mail server rejected the mail for good, for example because the address does not exist. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/** A way to send mails. */
export interface MailTransport extends Disposable {
  /**
   * Sends a mail. Resolves when the mail server has accepted it.
   *
   * @throws MailRefused when the server rejects it for good; any other error is retried
   */
  send(mail: OutgoingMail): Promise<void>;
}
