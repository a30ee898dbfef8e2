import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, exists, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasPostgresBinaries } from "../../platform/db/embedded-binaries.ts";
import type { BackupSettings } from "../backup-settings.ts";
import { canOpen } from "./can-open.ts";

/** Why no scheduled backup can be restored here to check it. */
export interface CheckObstacle {
  /** Whether the program itself is the reason, and not the data folder, which may be changed. */
  isFinal: boolean;
  /** As a sentence without a full stop, with what to do. */
  says: string;
}

/** What a program and its machine can do. */
export interface CheckAbilities {
  hasPostgres(): Promise<boolean>;
  /** Whether PostgreSQL is run from the data folder, into which an executable unpacks it. */
  runsFromDataDir: boolean;
}

const ownAbilities: CheckAbilities = {
  hasPostgres: hasPostgresBinaries,
  runsFromDataDir: Bun.isStandaloneExecutable,
};

/** Looks whether scheduled backups can be checked; null where they can, or are not to be. */
export async function findCheckObstacle(
  { backup, dataDir }: { backup: BackupSettings; dataDir: string },
  { hasPostgres, runsFromDataDir }: CheckAbilities = ownAbilities,
): Promise<CheckObstacle | null> {
  const { schedule, checks, keys } = backup;
  if (schedule === null || !checks || !canOpen(keys)) return null;
  if (!(await hasPostgres()))
    return {
      isFinal: true,
      says: "scheduled backups are restored into a PostgreSQL to check them, and this program has none: use one that was built with PostgreSQL, or set BACKUP_CHECK=off",
    };
  if (!runsFromDataDir || (await canRunFrom(dataDir))) return null;
  return {
    isFinal: false,
    says: `scheduled backups are restored into a PostgreSQL to check them, which cannot run from ${dataDir}: mount that without noexec, or set BACKUP_CHECK=off`,
  };
}

/**
 * Whether programs can be run in a folder or, while that is missing, in the one in which it would be
 * created. A folder that cannot be written is trouble of its own.
 */
async function canRunFrom(folder: string): Promise<boolean> {
  let place = folder;
  while (dirname(place) !== place && !(await exists(place))) place = dirname(place);
  const path = join(place, `chatkit-run-test-${randomBytes(4).toString("hex")}`);
  try {
    await writeFile(path, "", { mode: 0o700, flag: "wx" });
  } catch {
    return true;
  }
  try {
    return await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(path, { force: true });
  }
}
