import type { SmtpSettings } from "../mail/smtp-transport.ts";

/** The variables of the mail server, validated. */
interface SmtpVariables {
  SMTP_HOST?: string | undefined;
  SMTP_PORT: number;
  SMTP_USER?: string | undefined;
  SMTP_PASSWORD?: string | undefined;
  SMTP_FROM_EMAIL?: string | undefined;
  SMTP_TLS: "required" | "optional";
}

/** The server that sends e-mail; null if none is set. */
export function readSmtp(read: SmtpVariables): SmtpSettings | null {
  const { SMTP_HOST: server, SMTP_FROM_EMAIL: from } = read;
  if (server === undefined || from === undefined) return null;
  // Connections within this machine cannot be intercepted.
  const isLocal = /^(localhost|127\.[\d.]+|::1)$/.test(server);
  return {
    host: server,
    port: read.SMTP_PORT,
    user: read.SMTP_USER ?? null,
    password: read.SMTP_PASSWORD ?? null,
    from,
    requireTls: read.SMTP_TLS === "required" && !isLocal,
  };
}
