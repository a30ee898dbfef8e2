import { tryLogin } from "../../../mail/smtp-transport.ts";
import type { Config } from "../../config.ts";
import { commandLine } from "../command-line.ts";
import { type Finding, fine, problem, reasonOf, warning } from "./finding.ts";

/** Connects and logs in to the mail server. Sends nothing. */
export async function checkMail({ smtp }: Pick<Config, "smtp">): Promise<Finding> {
  if (smtp === null) {
    return warning(
      "mail",
      "SMTP_HOST is not set: no mail is sent, so nobody can confirm an address or reset a password",
      `set the SMTP variables; until then, \`${commandLine("reset-link")}\` makes a link for a new password`,
    );
  }
  const server = `${smtp.host}:${smtp.port}`;
  try {
    await tryLogin(smtp);
    return fine("mail", `${server} accepts the login`);
  } catch (error) {
    const says = `${server} cannot be used: ${reasonOf(error)}`;
    return problem("mail", says, "check SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_TLS");
  }
}
