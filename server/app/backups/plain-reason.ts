import { BackupError } from "../../platform/backup/backup-format.ts";
import { StoreError } from "../../platform/backup/stores/backup-store.ts";
import { reasonOf } from "../../platform/jobs/reason.ts";

/** An error for the operator: those of backups and places are sentences. */
export function plainReason(error: unknown): string {
  const isPlain = error instanceof BackupError || error instanceof StoreError;
  return isPlain ? error.message : reasonOf(error);
}
