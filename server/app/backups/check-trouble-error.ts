import { BackupError } from "../../platform/backup/backup-format.ts";

/** A check that could not be carried out: it says nothing about the backup. */
export class CheckTroubleError extends BackupError {}
