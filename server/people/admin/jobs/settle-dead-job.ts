import { type AuditEntry, recordAudit } from "../../audit/record-audit.ts";
import { reopenAttachment } from "../../../chat/attachments/process-attachment.ts";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { notFound, RequestError } from "../../../platform/errors.ts";
import { reopenMail } from "../../../mail/reopen-mail.ts";
import type { DeadJobName, JobStore } from "../../../platform/jobs/job-store.ts";

/** What settling a dead job needs of the server. */
export interface SettleDeps {
  db: Database;
  jobStore: JobStore;
}

/** Which dead job, and who wants it. */
export interface DeadJobChange extends DeadJobName {
  actorId: string;
  address: string;
}

/**
 * Puts a dead job back in its queue, to be tried as if it were new.
 *
 * @throws RequestError `not_found` when it is gone, or somebody else was faster; `conflict` when the queue does not take it
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
 * @throws RequestError `not_found` when it is gone, or somebody else was faster
 */
export async function discardDeadJob(deps: SettleDeps, change: DeadJobChange): Promise<void> {
  await settle(deps, change, async (tx) => {
    await deps.jobStore.discard(tx, change);
    return "job_discarded";
  });
}

/** Locks the job, does it, and writes it down, in one transaction. */
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

/** Takes back what a queue's last failure has settled, for the next try would find it settled. */
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
