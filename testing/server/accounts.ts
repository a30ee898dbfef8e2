import type { Sql } from "postgres";
import { createOneTimeSecrets } from "../../server/people/auth/one-time-secrets.ts";
import type { MailContent, MailKind } from "../../server/mail/mail-content.ts";
import { until } from "../until.ts";
import { type Browser, newBrowser } from "./browser.ts";

/** A password that is not on the list of common ones. */
export const goodPassword = "correct horse battery";

const links = createOneTimeSecrets(["a secret that only tests know about"]);

/** Mails to an address, the oldest first. */
export async function mailsTo(sql: Sql, email: string): Promise<MailContent[]> {
  const rows = await sql<{ content: MailContent }[]>`
    select content from mails where recipient = ${email} order by created_at, id`;
  return rows.map((row) => row.content);
}

/** The secret in the newest link of a kind that was mailed to an address. */
export async function linkTo(sql: Sql, email: string, kind: MailKind): Promise<string> {
  const mail = (await mailsTo(sql, email)).findLast((each) => each.kind === kind);
  if (!mail || !("tokenId" in mail)) throw new Error(`No mail ${kind} to ${email}.`);
  return links.secretOf(mail.tokenId);
}

/** A browser whose user has registered and confirmed the address. */
export async function newAccount(
  { origin, sql }: { origin: string; sql: Sql },
  email: string,
): Promise<Browser> {
  const browser = newBrowser(origin);
  await browser.visit();
  const { grant } = await browser.api.auth.register.mutate({ email, password: goodPassword });
  browser.use(grant);
  await browser.api.auth.verifyEmail.mutate({ secret: await linkTo(sql, email, "verifyEmail") });
  return browser;
}

/**
 * The same for an admin; registration makes only the first account an admin. Resolves once the
 * server knows it: the result of a check of the caller is cached for 1.5 s.
 */
export async function newAdmin(
  server: { origin: string; sql: Sql },
  email = "admin@example.org",
): Promise<Browser> {
  const browser = await newAccount(server, email);
  await server.sql`update users set role = 'admin' where email = ${email}`;
  await until("the server knows its admin", () =>
    browser.api.admin.users.list.query({}).catch(() => undefined),
  );
  return browser;
}

/** A browser that is signed in to an account. */
export async function signedInBrowser(origin: string, email: string): Promise<Browser> {
  const browser = newBrowser(origin);
  browser.use(await browser.api.auth.signIn.mutate({ email, password: goodPassword }));
  return browser;
}
