import { createTransport } from "nodemailer";
import { isObject } from "../platform/narrow.ts";
import { MailRefused, type MailTransport, type OutgoingMail } from "./mail-transport.ts";

/** The SMTP server and how to log in to it. */
export interface SmtpSettings {
  host: string;
  port: number;
  /** Null for a server without authentication. */
  user: string | null;
  password: string | null;
  /** The sender: an address, or `Name <address>`. */
  from: string;
  /** Whether to refuse a connection that cannot be encrypted. */
  requireTls: boolean;
}

/** SMTP timeouts in milliseconds: for connecting, the greeting, and silence. */
export interface SmtpTimes {
  connectMs: number;
  silenceMs: number;
  /** Timeout for one whole mail, even if the server keeps sending; well below the job's expiry. */
  wholeMs: number;
}

export const usualSmtpTimes: SmtpTimes = { connectMs: 10_000, silenceMs: 20_000, wholeMs: 60_000 };

/** Maximum number of connections to the mail server. */
const connections = 2;

/** Sends over SMTP, with TLS from the start on port 465 and STARTTLS on any other port. */
export function createSmtpTransport(
  settings: SmtpSettings,
  times: SmtpTimes = usualSmtpTimes,
): MailTransport {
  const { from } = settings;
  const { wholeMs } = times;
  const pool = createTransport({
    pool: true,
    ...serverOptions(settings, times),
    maxConnections: connections,
    maxMessages: 100,
    // No mail may include local files or remote content.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const closing = new AbortController();
  return {
    async send(mail) {
      const late = Promise.withResolvers<never>();
      const end = () => late.reject(new Error("this node is shutting down"));
      closing.signal.addEventListener("abort", end);
      const timer = setTimeout(
        () => late.reject(new Error("the mail server took too long")),
        wholeMs,
      );
      const sent = pool.sendMail(toMessage(mail, from));
      try {
        await Promise.race([sent, late.promise]);
      } catch (cause) {
        throw isRefusal(cause) ? new MailRefused(messageOf(cause), { cause }) : cause;
      } finally {
        clearTimeout(timer);
        closing.signal.removeEventListener("abort", end);
      }
    },
    // Mails in flight are retried later, so closing does not wait for a stalled mail server.
    [Symbol.dispose]() {
      closing.abort();
      pool.close();
    },
  };
}

/**
 * Connects to the server and logs in, without sending anything.
 *
 * @throws Error when the server cannot be reached, offers no encryption, or refuses the login
 */
export async function tryLogin(
  settings: SmtpSettings,
  times: SmtpTimes = usualSmtpTimes,
): Promise<void> {
  const transport = createTransport(serverOptions(settings, times));
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

function serverOptions(
  { host, port, user, password, requireTls }: SmtpSettings,
  { connectMs, silenceMs }: SmtpTimes,
) {
  return {
    host,
    port,
    secure: port === 465,
    requireTLS: requireTls && port !== 465,
    ...(user === null ? {} : { auth: { user, pass: password ?? "" } }),
    connectionTimeout: connectMs,
    dnsTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
  };
}

/** The mail in nodemailer's format, which the outbox folder uses too. */
export function toMessage(
  { id, recipient, subject, text, html, createdAt }: OutgoingMail,
  from: string,
) {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? "localhost";
  return {
    messageId: `<${id}@${domain}>`,
    from,
    // As an object, so that the recipient is never parsed as a list of addresses.
    to: { name: "", address: recipient },
    subject,
    text,
    html,
    date: createdAt,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/**
 * Whether the server rejected the recipient or the mail for good (5xx). A rejected login is
 * retried, because an operator can fix it.
 */
function isRefusal(cause: unknown): boolean {
  if (!isObject(cause)) return false;
  const { responseCode, code } = cause;
  const isForGood = typeof responseCode === "number" && responseCode >= 500;
  return isForGood && (code === "EENVELOPE" || code === "EMESSAGE");
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
