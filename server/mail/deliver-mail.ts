import type { Brand } from "../../shared/brand.ts";
import { pickLocale } from "../../shared/locale.ts";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "../platform/db/client.ts";
import { mails } from "../platform/db/schema/mails.ts";
import type { JobEnd } from "../platform/jobs/job-queue.ts";
import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { mailContentSchema } from "./mail-content.ts";
import { MailRefused, type MailTransport } from "./mail-transport.ts";
import { type MailLinks, renderMail } from "./render-mail.ts";

/** Dependencies of delivery. */
export interface DeliverDeps {
  db: Database;
  log: Logger;
  metrics: Pick<Metrics, "mails" | "mailTime">;
  /** Null when this server has no way to send mail. */
  transport: MailTransport | null;
  links: MailLinks;
  /** How the server presents itself at this moment. */
  brand: () => Promise<Brand>;
}

/** Seconds until a claim counts as abandoned by a dead worker; longer than one mail may take. */
const claimSeconds = 90;

/**
 * Tries to deliver a mail, once. A mail that the mail server has accepted is never sent again,
 * except when the worker died before recording that: then it goes out twice under one message id.
 *
 * @param last whether the job has no further try
 */
export async function deliverMail(
  deps: DeliverDeps,
  mailId: string,
  last: boolean,
): Promise<JobEnd> {
  const { db, log, metrics, transport, links, brand } = deps;
  const mail = await claim(db, mailId);
  if (!mail)
    return (await isOpen(db, mailId))
      ? { outcome: "again", reason: "another try was still under way" }
      : { outcome: "done" };
  const { content, recipient, createdAt } = mail;
  const locale = pickLocale([mail.language ?? mail.locale]);
  const { kind } = content;
  if (!transport) return leaveUnsent(deps, { mailId, kind });
  try {
    await transport.send({
      // A node of a newer version may have queued a kind of mail that this one does not know:
      // parsing fails here.
      ...renderMail(mailContentSchema.parse(content), locale, {
        ...links,
        brand: await brand(),
      }),
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

/** Gives up a mail that killed or outlasted its workers; an admin can retry it. */
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

/**
 * Marks the mail as unsent. Without SMTP this is expected and logged at startup, so the job
 * succeeds.
 */
async function leaveUnsent(
  { db, metrics }: DeliverDeps,
  { mailId, kind }: { mailId: string; kind: string },
): Promise<JobEnd> {
  const failure = "this server has no mail server: SMTP_HOST is not set";
  await db.update(mails).set({ failure, claimedAt: null }).where(eq(mails.id, mailId));
  metrics.mails.inc({ kind, outcome: "unsent" });
  return { outcome: "done" };
}

/**
 * Claims the mail for one try; null when it is sent, given up, deleted or claimed by another
 * worker.
 */
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
