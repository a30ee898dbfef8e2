import { BackupError } from "../../platform/backup/backup-format.ts";
import { NoKeyError } from "../../platform/backup/pack-backup.ts";
import { StoreError } from "../../platform/backup/stores/backup-store.ts";
import { CheckTroubleError } from "./check-trouble-error.ts";

/**
 * Classes of SQLSTATE that a database gives for the rows themselves: values that are none, keys that
 * do not fit, columns that do not exist. All others are about the database, such as a full disk.
 */
const aboutRows = /^(?:22|23|42)/;

/**
 * Whether an error of a check proves that the backup cannot be restored. Everything else, such as
 * storage that does not answer, a database that does not start or a key that is not the backup's,
 * says nothing about it.
 */
export function provesUnreadable(error: unknown): boolean {
  if (error instanceof CheckTroubleError || error instanceof NoKeyError) return false;
  if (error instanceof BackupError) return true;
  if (error instanceof StoreError) return error.kind === "missing";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && code.length === 5 && aboutRows.test(code);
}
