import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "../platform/db/client.ts";
import { mails } from "../platform/db/schema/mails.ts";
import type { JobEnd } from "../platform/jobs/job-queue.ts";
import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { mailContentSchema } from "./mail-content.ts";
import { MailRefused, type MailTransport } from "./mail-transport.ts";
import { type MailLinks, renderMail } from "./render-mail.ts";

/** What delivering needs of the server. */
export interface DeliverDeps {
  db: Database;
  log: Logger;
  metrics: Pick<Metrics, "mails" | "mailTime">;
  /** Null when this server has no way to send mail. */
  transport: MailTransport | null;
  links: MailLinks;
}

/** A claim that its holder has died with, in seconds: longer than one mail may take. */
const claimSeconds = 90;

/**
 * Tries to hand a mail over, once. However often and wherever it runs, a mail that was taken is not
 * sent again; one whose taker died in the moment between is, under the same id.
 *
 * @param last whether there is no other try
 */
export async function deliverMail(
  deps: DeliverDeps,
  mailId: string,
  last: boolean,
): Promise<JobEnd> {
  const { db, log, metrics, transport, links } = deps;
  const mail = await claim(db, mailId);
  if (!mail)
    return (await isOpen(db, mailId))
      ? { outcome: "again", reason: "another try was still under way" }
      : { outcome: "done" };
  const { content, locale, recipient, createdAt } = mail;
  const { kind } = content;
  if (!transport) return leaveUnsent(deps, { mailId, kind });
  try {
    await transport.send({
      // A node of a newer version may have left a kind of mail that this one does not know: it fails here.
      ...renderMail(mailContentSchema.parse(content), locale, links),
      id: mail.id,
      recipient,
      createdAt,
    });
  } catch (cause) {
    const isDead = last || cause instanceof MailRefused;
    const reason = String(cause).slice(0, 500);
    const failure = isDead ? reason : null;
    await db.update(mails).set({ failure, claimedAt: null }).where(eq(mails.id, mailId));
    metrics.mails.inc({ kind, outcome: isDead ? "failed" : "retried" });
    log.warn({ err: cause, mailId, kind, isDead }, "mail not sent");
    return { outcome: isDead ? "dead" : "again", reason };
  }
  await db
    .update(mails)
    .set({ sentAt: sql`now()` })
    .where(eq(mails.id, mailId));
  metrics.mails.inc({ kind, outcome: "sent" });
  metrics.mailTime.observe(Math.max(0, Date.now() - createdAt.getTime()) / 1_000);
  return { outcome: "done" };
}

/** Gives up a mail over which workers have died; an admin can put it back. */
export async function giveUpMail(
  { db, metrics }: Pick<DeliverDeps, "db" | "log" | "metrics">,
  mailId: string,
): Promise<void> {
  const [mail] = await db
    .update(mails)
    .set({ failure: "workers died or hung while they sent it", claimedAt: null })
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt), isNull(mails.failure)))
    .returning({ content: mails.content });
  if (mail) metrics.mails.inc({ kind: mail.content.kind, outcome: "failed" });
}

/** A server without a mail server says so when it starts: it is no fault of the mail's, nor a job for anybody. */
async function leaveUnsent(
  { db, metrics }: DeliverDeps,
  { mailId, kind }: { mailId: string; kind: string },
): Promise<JobEnd> {
  const failure = "this server has no mail server: SMTP_HOST is not set";
  await db.update(mails).set({ failure, claimedAt: null }).where(eq(mails.id, mailId));
  metrics.mails.inc({ kind, outcome: "unsent" });
  return { outcome: "done" };
}

/** Takes the mail for one try; null when it is sent, given up, gone, or somebody else has it. */
async function claim(db: Database, mailId: string) {
  const isFree = or(
    isNull(mails.claimedAt),
    lt(mails.claimedAt, sql`now() - ${claimSeconds} * interval '1 second'`),
  );
  const [mail] = await db
    .update(mails)
    .set({ claimedAt: sql`now()` })
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt), isNull(mails.failure), isFree))
    .returning();
  return mail ?? null;
}

async function isOpen(db: Database, mailId: string): Promise<boolean> {
  const [mail] = await db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt), isNull(mails.failure)));
  return mail !== undefined;
}
