import type { LoadedBackup } from "../../platform/backup/load-backup.ts";
import {
  type BackupKeys,
  type OpeningKeys,
  packBackup,
  unpackBackup,
} from "../../platform/backup/pack-backup.ts";
import type { BackupStore } from "../../platform/backup/stores/backup-store.ts";
import { writeBackup } from "../../platform/backup/write-backup.ts";
import { readVersion } from "../../platform/read-version.ts";
import { canOpen } from "./can-open.ts";
import { checkBackup } from "./check-backup.ts";
import { CheckTroubleError } from "./check-trouble-error.ts";
import { readDatabaseBytes } from "./read-database-bytes.ts";
import { untilAborted } from "./until-aborted.ts";

/** What is backed up, how and to where. */
export interface BackupOrder {
  /** Of the database, with its password. */
  url: string;
  /** Where it is restored to check it. */
  dataDir: string;
  keys: BackupKeys & OpeningKeys;
  /** The server's secret; kept in encrypted backups alone. */
  secret: string | null;
  store: BackupStore;
  name: string;
  /** Whether it is restored to check it, unless its keys do not open it. */
  checks: boolean;
}

/** Hears of the work, and can end it. */
export interface BackupWatch {
  report(step: string): void;
  /** Ends the work, which rejects and leaves nothing behind. */
  signal: AbortSignal;
}

export interface MadeBackup {
  bytes: number;
  /** The path of its mark of an unchecked backup, which could not be removed; null without one. */
  leftMark: string | null;
  isSealed: boolean;
  /** What was restored from it; null when it was not. */
  loaded: LoadedBackup | null;
  /** Why its check could not be carried out; null when it was, or was not to be. */
  uncheckedBecause: string | null;
}

/**
 * A backup may become larger than the database is on the disk: it has files and pictures in
 * hexadecimal digits, which compression takes back nearly all of.
 */
const growth = 2;

/**
 * Writes a backup of a running server's database, and restores it to check it.
 *
 * @throws BackupError, StoreError and errors of the database; nothing is left under the name then
 */
export async function makeBackup(order: BackupOrder, watch: BackupWatch): Promise<MadeBackup> {
  const { url, keys, store, name, checks } = order;
  const { report, signal } = watch;
  const databaseBytes = await readDatabaseBytes(url);
  const isSealed = isSealedBy(keys);
  const origin = { chatkit: await readVersion(), secret: isSealed ? order.secret : null };
  const rows = writeBackup(url, origin, { progress: eachTable(report) });
  let outcome: CheckOutcome = { loaded: null, uncheckedBecause: null };
  try {
    const written = await store.write({
      name,
      bytes: await packBackup(untilAborted(rows, signal), keys),
      mostBytes: databaseBytes * growth,
      check:
        checks && canOpen(keys)
          ? async (stored) => {
              outcome = await check(stored, { order, databaseBytes, watch });
            }
          : null,
    });
    return { ...written, isSealed, ...outcome };
  } finally {
    // A place that refuses the backup does not read it to its end: this ends the connection. When
    // the work is ended, the process ends as well, and the database may hang.
    if (!signal.aborted) await rows.return(undefined);
  }
}

type CheckOutcome = Pick<MadeBackup, "loaded" | "uncheckedBecause">;

/** @throws an error when the backup cannot be restored, or the work is ended */
async function check(
  stored: ReadableStream<Uint8Array>,
  {
    order,
    databaseBytes,
    watch,
  }: { order: BackupOrder; databaseBytes: number; watch: BackupWatch },
): Promise<CheckOutcome> {
  const { keys, dataDir } = order;
  const { report, signal } = watch;
  report("restoring it into a database of its own");
  try {
    const rows = untilAborted(unpacked(stored, keys), signal);
    return { loaded: await checkBackup(rows, { dataDir, databaseBytes }), uncheckedBecause: null };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CheckTroubleError)) throw error;
    return { loaded: null, uncheckedBecause: error.message };
  }
}

/** Opened when it is read, so that an error of the place is one of the check. */
async function* unpacked(stored: ReadableStream<Uint8Array>, keys: OpeningKeys) {
  yield* await unpackBackup(stored, keys);
}

/** Whether backups with these keys are encrypted. */
export function isSealedBy({ recipients, passphrase }: BackupKeys): boolean {
  return recipients.length > 0 || passphrase !== null;
}

/** Reports each table once. */
function eachTable(report: BackupWatch["report"]) {
  let last = "";
  return (table: string, bytes: number) => {
    if (table !== last) report(`${table} (${asMegabytes(bytes)} MB so far)`);
    last = table;
  };
}

/** With one decimal. */
export function asMegabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
