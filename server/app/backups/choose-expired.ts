import type { StoredBackup } from "../../platform/backup/stores/backup-store.ts";

/** How long scheduled backups are kept. */
export interface BackupRetention {
  /** The newest ones that stay, whatever their age; at least 1. */
  keep: number;
  /** Those that are younger stay too, in days; null for none besides. */
  keepDays: number | null;
}

/** What has just been made, and when that was. */
export interface JustMade {
  /** The database that it is of. */
  origin: string;
  name: string;
  now: Date;
  /** Whether a backup is kept although its check could not be carried out. */
  isUnchecked(backup: StoredBackup): boolean;
}

const dayMs = 86_400_000;

/**
 * The backups that go once a new one has been made: those a schedule has made of this database that
 * are neither among the newest nor young enough. Unchecked ones are counted among themselves, so
 * that they push out none that was checked, and do not pile up. The new one always stays. Age is
 * counted from the time in the name.
 */
export function chooseExpired(
  backups: readonly StoredBackup[],
  { keep, keepDays }: BackupRetention,
  { origin, name, now, isUnchecked }: JustMade,
): StoredBackup[] {
  const oldest = keepDays === null ? Infinity : now.getTime() - keepDays * dayMs;
  const own = backups
    .filter((each) => each.origin === origin)
    .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const isExpired = (each: StoredBackup, at: number) =>
    at >= keep && each.madeAt.getTime() < oldest && each.name !== name;
  return [
    ...own.filter((each) => !isUnchecked(each)).filter(isExpired),
    ...own.filter(isUnchecked).filter(isExpired),
  ];
}
