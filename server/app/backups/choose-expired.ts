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
}

const dayMs = 86_400_000;

/**
 * The backups that go once a new one has been made: those a schedule has made of this database that
 * are neither among the newest nor young enough. The new one always stays. Age is counted from the
 * time in the name.
 */
export function chooseExpired(
  backups: readonly StoredBackup[],
  { keep, keepDays }: BackupRetention,
  { origin, name, now }: JustMade,
): StoredBackup[] {
  const oldest = keepDays === null ? Infinity : now.getTime() - keepDays * dayMs;
  return backups
    .filter((each) => each.origin === origin)
    .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
    .filter((each, at) => at >= keep && each.madeAt.getTime() < oldest && each.name !== name);
}
