import { type AuditEntry, recordAudit } from "../../audit/record-audit.ts";
import { reopenAttachment } from "../../../chat/attachments/process-attachment.ts";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { notFound, RequestError } from "../../../platform/errors.ts";
import { reopenMail } from "../../../mail/reopen-mail.ts";
import type { DeadJobName, JobStore } from "../../../platform/jobs/job-store.ts";

/** Dependencies of settling a dead job. */
export interface SettleDeps {
  db: Database;
  jobStore: JobStore;
}

/** The dead job, and the admin who settles it. */
export interface DeadJobChange extends DeadJobName {
  actorId: string;
  address: string;
}

/**
 * Puts a dead job back into its queue as if it were new.
 *
 * @throws RequestError `not_found` when another admin settled it first or it no longer exists;
 *   `conflict` when the queue rejects it
 */
export async function retryDeadJob(deps: SettleDeps, change: DeadJobChange): Promise<void> {
  await settle(deps, change, async (tx, payload) => {
    await prepare(tx, change, payload);
    if (!(await deps.jobStore.revive(tx, change)))
      throw new RequestError("conflict", "The queue rejected this job.");
    return "job_retried";
  });
}

/**
 * Deletes a dead job.
 *
 * @throws RequestError `not_found` when another admin settled it first or it no longer exists
 */
export async function discardDeadJob(deps: SettleDeps, change: DeadJobChange): Promise<void> {
  await settle(deps, change, async (tx) => {
    await deps.jobStore.discard(tx, change);
    return "job_discarded";
  });
}

/** Locks the job, settles it and writes the audit entry, in one transaction. */
async function settle(
  { db, jobStore }: SettleDeps,
  { queue, jobId, actorId, address }: DeadJobChange,
  change: (tx: Transaction, payload: unknown) => Promise<AuditEntry["kind"]>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const job = await jobStore.lockDead(tx, { queue, jobId });
    if (!job) throw notFound("job");
    const kind = await change(tx, job.payload);
    const details = { name: queue, jobId };
    await recordAudit(tx, { kind, actorId, userId: actorId, address, details });
  });
}

/** Undoes what the job's final failure recorded, because the next try would stop there. */
async function prepare(tx: Transaction, { queue }: DeadJobName, payload: unknown): Promise<void> {
  if (typeof payload !== "object" || payload === null) return;
  if (queue === "mail" && "mailId" in payload && typeof payload.mailId === "string")
    await reopenMail(tx, payload.mailId);
  if (
    (queue === "attachment" || queue === "attachment_long") &&
    "attachmentId" in payload &&
    typeof payload.attachmentId === "string"
  )
    await reopenAttachment(tx, payload.attachmentId);
}
