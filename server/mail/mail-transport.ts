import type { RenderedMail } from "./render-mail.ts";

/** A mail ready to leave. */
export interface OutgoingMail extends RenderedMail {
  /** The mail's own: one that is sent twice after a crash is the same mail to its reader's program. */
  id: string;
  recipient: string;
  createdAt: Date;
}

/** The mail will never be taken, however often it is tried: the address does not exist, for one. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/** A way for mails to leave. */
export interface MailTransport extends Disposable {
  /**
   * Hands a mail over. Resolves when it is taken.
   *
   * @throws MailRefused when it never will be; anything else may pass, so it is tried again
   */
  send(mail: OutgoingMail): Promise<void>;
}
