import { exists, readdir } from "node:fs/promises";
import postgres from "postgres";
import { readBackupState } from "../../server/app/backups/backup-state.ts";
import { until } from "../until.ts";

/**
 * Adds the job of the scheduled backup, which is made if one is due: a node takes it within seconds,
 * where it would look at its schedule within a minute.
 */
export async function askForBackup(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    await sql`insert into pgboss.job (name, data) values ('backup', '{}')`;
  } finally {
    await sql.end();
  }
}

/** Resolves once a scheduled backup is whole in a folder, with the names of all files there. */
export function untilBackedUp(folder: string): Promise<string[]> {
  return until("the scheduled backup", async () => {
    const names = (await exists(folder)) ? await readdir(folder) : [];
    const isWhole = (name: string) => /^chatkit-[\dTZ-]{20}-\w{8}\.backup$/.test(name);
    return names.some(isWhole) ? names : undefined;
  });
}

/** Resolves once a scheduled backup is made, with what the state says about it. */
export async function untilMade(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    return await until(
      "a scheduled backup",
      async () => (await readBackupState(sql)).state.done ?? undefined,
    );
  } finally {
    await sql.end();
  }
}
