import type { MailWay } from "../../shared/account.ts";
import type { MailTransport } from "../mail/mail-transport.ts";
import { createOutboxFolder, outboxFolderIn } from "../mail/outbox-folder.ts";
import { createSmtpTransport } from "../mail/smtp-transport.ts";
import type { Logger } from "../platform/log.ts";
import type { Config } from "./config.ts";

/** How this server sends mail, if at all. */
export function mailWayOf({ smtp, production }: Pick<Config, "smtp" | "production">): MailWay {
  if (smtp) return "smtp";
  return production ? "none" : "outbox";
}

/** The folder that replaces a mail server in development; otherwise null. */
export function outboxFolderOf(config: Config): string | null {
  return mailWayOf(config) === "outbox" ? outboxFolderIn(config.dataDir) : null;
}

/** Null when mail cannot be sent: each mail is then stored as failed, and the log says why. */
export function openMailTransport(
  opening: AsyncDisposableStack,
  config: Config,
  log: Logger,
): MailTransport | null {
  if (config.smtp) return opening.use(createSmtpTransport(config.smtp));
  const folder = outboxFolderOf(config);
  if (folder !== null) return opening.use(createOutboxFolder(folder));
  log.warn("no mail is sent: SMTP_HOST is not set");
  return null;
}
