import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { BackupError } from "../../../platform/backup/backup-format.ts";
import type { LoadedBackup } from "../../../platform/backup/load-backup.ts";
import { startEmbeddedPostgres } from "../../../platform/db/embedded-postgres.ts";
import { restoreDatabase } from "./restore-database.ts";

/**
 * Restores a backup into a PostgreSQL that is started for this alone, in a new folder beside the
 * data, and deletes it again. Needs as much room as the database.
 *
 * @throws BackupError when it cannot be restored, or not everything is there afterwards
 */
export async function checkBackup(
  source: AsyncIterable<Uint8Array>,
  { dataDir, report }: { dataDir: string; report(step: string): void },
): Promise<LoadedBackup> {
  const folder = await mkdtemp(join(dataDir, "backup-check-"));
  try {
    // What is thrown away need not survive a crash.
    const settings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };
    await using server = await startEmbeddedPostgres({ dataDir: folder, settings });
    const loaded = await restoreDatabase(server.url, source, { replace: false, report });
    await countRows(server.url, loaded);
    return loaded;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function countRows(url: string, { end }: LoadedBackup): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [name, { rows: expected }] of Object.entries(end.tables)) {
      const [schema = "", table = ""] = name.split(".");
      // Declaring the queues does not add jobs, and migrations of this release may add rows.
      const from = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
      const { rows } = await client.query<{ count: string }>(`select count(*) from ${from}`);
      if (Number(rows[0]?.count) < expected)
        throw new BackupError(`${name} has ${rows[0]?.count} of ${expected} rows when restored`);
    }
  } finally {
    await client.end();
  }
}
