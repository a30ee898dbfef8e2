import type { BackupKeys, OpeningKeys } from "../../platform/backup/pack-backup.ts";

/** Whether a backup that is made with these keys can be opened with them. */
export function canOpen({ recipients, identities }: BackupKeys & OpeningKeys): boolean {
  return recipients.length === 0 || identities.length > 0;
}
