import { createTransport } from "nodemailer";
import { isObject } from "../platform/narrow.ts";
import { MailRefused, type MailTransport, type OutgoingMail } from "./mail-transport.ts";

/** The server that mails leave by. */
export interface SmtpSettings {
  host: string;
  port: number;
  /** Null for a server that asks for no login. */
  user: string | null;
  password: string | null;
  /** Who mails are from: an address, or `Name <address>`. */
  from: string;
  /** Whether a connection that cannot be encrypted is given up. */
  requireTls: boolean;
}

/** How long a mail server may take, in milliseconds: to answer the connection, to greet, to say anything. */
export interface SmtpTimes {
  connectMs: number;
  silenceMs: number;
  /** One whole mail, however the server dribbles: well below the job's expiry. */
  wholeMs: number;
}

export const usualSmtpTimes: SmtpTimes = { connectMs: 10_000, silenceMs: 20_000, wholeMs: 60_000 };

/** Connections kept to the mail server. */
const connections = 2;

/** Sends over SMTP, by TLS from the start on port 465 and else by STARTTLS. */
export function createSmtpTransport(
  { host, port, user, password, from, requireTls }: SmtpSettings,
  { connectMs, silenceMs, wholeMs }: SmtpTimes = usualSmtpTimes,
): MailTransport {
  const pool = createTransport({
    pool: true,
    host,
    port,
    secure: port === 465,
    requireTLS: requireTls && port !== 465,
    ...(user === null ? {} : { auth: { user, pass: password ?? "" } }),
    maxConnections: connections,
    maxMessages: 100,
    connectionTimeout: connectMs,
    dnsTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    // No mail holds anything of a file or an address on the net.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const closing = new AbortController();
  return {
    async send(mail) {
      const late = Promise.withResolvers<never>();
      const end = () => late.reject(new Error("this node is going away"));
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
    // What is on its way is tried again: nobody waits for a mail server that stalls.
    [Symbol.dispose]() {
      closing.abort();
      pool.close();
    },
  };
}

/** A mail as nodemailer takes it, also to be kept in a file. */
export function toMessage(
  { id, recipient, subject, text, html, createdAt }: OutgoingMail,
  from: string,
) {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? "localhost";
  return {
    messageId: `<${id}@${domain}>`,
    from,
    // An object: a recipient is one address, whatever it looks like.
    to: { name: "", address: recipient },
    subject,
    text,
    html,
    date: createdAt,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** The server refused the addressee or the mail itself for good (5xx); a refused login may be mended. */
function isRefusal(cause: unknown): boolean {
  if (!isObject(cause)) return false;
  const { responseCode, code } = cause;
  const isForGood = typeof responseCode === "number" && responseCode >= 500;
  return isForGood && (code === "EENVELOPE" || code === "EMESSAGE");
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
