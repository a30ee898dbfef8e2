import type { MailWay } from "../../shared/account.ts";
import type { MailTransport } from "../mail/mail-transport.ts";
import { createOutboxFolder, outboxFolderIn } from "../mail/outbox-folder.ts";
import { createSmtpTransport } from "../mail/smtp-transport.ts";
import type { Logger } from "../platform/log.ts";
import type { Config } from "./config.ts";

/** How mails leave this server, if they do. */
export function mailWayOf({ smtp, production }: Pick<Config, "smtp" | "production">): MailWay {
  if (smtp) return "smtp";
  return production ? "none" : "outbox";
}

/** The folder that mails go to instead of a mail server; null where they do not. */
export function outboxFolderOf(config: Config): string | null {
  return mailWayOf(config) === "outbox" ? outboxFolderIn(config.dataDir) : null;
}

/** Null where mails cannot leave: each is then kept as failed, and this line says why. */
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
