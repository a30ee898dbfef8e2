import type { Sql } from "postgres";
import { databaseOver } from "../platform/db/client.ts";
import { FailedRows } from "../platform/db/failed-rows.ts";
import { sweepGuests } from "../people/accounts/sweep-guests.ts";
import { deleteRevokedKeys } from "../people/api-keys/delete-revoked-keys.ts";
import { deleteOldAudit } from "../people/audit/delete-old-audit.ts";
import { deleteEndedInvitations } from "../people/invitations/delete-ended-invitations.ts";
import { deleteExpiredLinks } from "../people/auth/delete-expired-links.ts";
import { deleteExpiredAttempts } from "../people/identities/delete-expired-attempts.ts";
import { type Retention, usualRetention } from "./retention-settings.ts";
import { forgetCircuits } from "../models/circuits/circuit-table.ts";
import { forgetCalls } from "../models/slots/slot-table.ts";
import { forgetModelFacts } from "../models/keep-model-facts.ts";
import { forgetDeletedThreads } from "../chat/threads/forget-deleted-threads.ts";
import { deleteOldAnalytics } from "../analytics/delete-old-analytics.ts";
import { deleteOldTrash } from "../chat/trash/delete-old-trash.ts";
import { deleteOldTemporary } from "../chat/temporary/delete-old-temporary.ts";
import {
  deleteFilesOfThreads,
  deleteUnsentAttachments,
} from "../chat/attachments/delete-attachment.ts";
import { deleteExpiredSessions } from "../people/auth/delete-expired-sessions.ts";
import { deleteOldImports } from "../chat/imports/cancel-import.ts";
import { deleteExpiredShares } from "../chat/shares/list-shares.ts";
import { deleteEntriesBeyond, deleteExpiredEntries } from "../platform/cache/trim-cache.ts";
import { trimFeeds } from "../chat/feed/trim-feeds.ts";
import { compactLogs } from "../chat/generation/compact-logs.ts";
import { deleteExpiredLimits } from "../platform/limits/delete-expired-limits.ts";
import { deleteOldMails } from "../mail/delete-old-mails.ts";
import { deleteRemovals } from "../chat/messages/removal/delete-removals.ts";
import { deleteRemoved } from "../chat/messages/queue/delete-removed.ts";
import { deleteExpiredChatSessions } from "../assistants/sessions/delete-expired-chat-sessions.ts";
import { deleteOldPreviews } from "../assistants/workflows/editing/delete-old-previews.ts";

/** The retention settings, and the rows that this run could not delete. */
interface SweepRun extends Retention {
  failed: FailedRows;
}

/** Deletes expired rows of one kind, at most `limit`, and returns how many. */
type Sweep = (sql: Sql, limit: number, run: SweepRun) => Promise<number>;

/**
 * Everything that expires, with the number of rows that one statement deletes in a few tens of
 * milliseconds. For logs, the limit counts chunks.
 */
const sweeps: readonly { name: string; sweep: Sweep; limit: number }[] = [
  { name: "logs", sweep: compactLogs, limit: 40_000 },
  { name: "feedEvents", sweep: trimFeeds, limit: 2_000 },
  { name: "authSessions", sweep: deleteExpiredSessions, limit: 2_000 },
  { name: "removedMessages", sweep: deleteRemoved, limit: 2_000 },
  // Each with a message and its replies.
  { name: "removals", sweep: deleteRemovals, limit: 50 },
  { name: "mails", sweep: deleteOldMails, limit: 2_000 },
  { name: "rateLimits", sweep: deleteExpiredLimits, limit: 2_000 },
  { name: "cacheExpired", sweep: deleteExpiredEntries, limit: 2_000 },
  { name: "cacheBeyond", sweep: (sql, limit) => deleteEntriesBeyond(sql, limit), limit: 2_000 },
  { name: "chatSessions", sweep: deleteExpiredChatSessions, limit: 2_000 },
  // Each with its copy.
  { name: "shares", sweep: deleteExpiredShares, limit: 20 },
  // Each with its report, and an upload's bytes.
  { name: "imports", sweep: deleteOldImports, limit: 5 },
  // Each with its bytes.
  { name: "attachments", sweep: deleteUnsentAttachments, limit: 50 },
  // Each with all its messages and files.
  { name: "trash", sweep: deleteOldTrash, limit: 50 },
  { name: "temporary", sweep: deleteOldTemporary, limit: 50 },
  {
    name: "previews",
    sweep: (sql, limit) =>
      deleteOldPreviews({ db: databaseOver(sql), deleteFilesOfThreads }, limit),
    limit: 100,
  },
  {
    name: "analytics",
    sweep: (sql, limit, kept) => deleteOldAnalytics(sql, limit, kept.analyticsDays),
    limit: 2_000,
  },
  { name: "links", sweep: deleteExpiredLinks, limit: 2_000 },
  { name: "invitations", sweep: deleteEndedInvitations, limit: 2_000 },
  { name: "identityAttempts", sweep: deleteExpiredAttempts, limit: 2_000 },
  { name: "revokedKeys", sweep: deleteRevokedKeys, limit: 2_000 },
  { name: "deletedThreads", sweep: forgetDeletedThreads, limit: 2_000 },
  { name: "modelFacts", sweep: forgetModelFacts, limit: 2_000 },
  { name: "circuits", sweep: forgetCircuits, limit: 2_000 },
  { name: "modelCalls", sweep: forgetCalls, limit: 2_000 },
  {
    name: "audit",
    sweep: (sql, limit, kept) => deleteOldAudit(sql, limit, kept.auditDays),
    limit: 2_000,
  },
  // Each with all their data.
  {
    name: "guests",
    sweep: sweepGuests,
    limit: 20,
  },
];

/**
 * Longest run in milliseconds, well before its job would count as lost (600 s). The next run
 * continues with the rest, such as years of guests after an upgrade.
 */
const longestRunMs = 300_000;

/** What a run could not delete: a row, or the rest of a sweep. */
export interface CleanUpFailure {
  sweep: string;
  rowId: string | null;
  error: unknown;
}

/** A run that has deleted everything but what failed. */
export class CleanUpError extends AggregateError {
  override readonly name = "CleanUpError";

  constructor(
    readonly failures: readonly CleanUpFailure[],
    /** How many rows of each kind were deleted nevertheless. */
    readonly deleted: Readonly<Record<string, number>>,
  ) {
    const names = [...new Set(failures.map(({ sweep }) => sweep))];
    super(
      failures.map(({ error }) => error),
      `could not clean up everything: ${names.join(", ")}`,
    );
  }
}

/**
 * Deletes expired data in small steps, until nothing is left, the signal aborts, or five minutes
 * have passed. What fails is left to the next run, and does not keep the rest.
 *
 * @param kept the operator's retention settings
 * @returns how many rows of each kind were deleted
 * @throws CleanUpError at the end, if something failed
 */
export async function cleanUp(
  sql: Sql,
  signal: AbortSignal,
  kept: Retention = usualRetention,
): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  const end = AbortSignal.any([signal, AbortSignal.timeout(longestRunMs)]);
  const failures: CleanUpFailure[] = [];
  for (const { name, sweep, limit } of sweeps) {
    const failed = new FailedRows();
    let total = 0;
    try {
      for (let last = 1; last > 0 && !end.aborted; total += last)
        last = await sweep(sql, limit, { ...kept, failed });
    } catch (error) {
      failures.push({ sweep: name, rowId: null, error });
    }
    for (const [rowId, error] of failed.errors) failures.push({ sweep: name, rowId, error });
    deleted[name] = Math.max(0, total - failed.errors.size);
  }
  if (failures.length > 0) throw new CleanUpError(failures, deleted);
  return deleted;
}
