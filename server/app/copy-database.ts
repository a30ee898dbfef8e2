import { megabyte } from "../../shared/limits.ts";
import { writeBackup } from "../platform/backup/write-backup.ts";
import { connectClient } from "../platform/backup/connect-client.ts";
import { ownTables } from "../platform/backup/list-tables.ts";
import { readVersion } from "../platform/read-version.ts";
import { restoreDatabase } from "./restore-database.ts";

/**
 * Copies everything of this program from one database to another, empty one, and brings it up to
 * date. Rejects unless all rows arrived: each table is compared with its sum and count.
 */
export async function copyDatabase(
  from: string,
  to: string,
  report: (step: string) => void,
): Promise<void> {
  const { isUsed, others } = await look(from);
  if (others.length > 0)
    report(`left out: tables of other programs (${others.join(", ")}), which the old one keeps`);
  if (!isUsed) return;
  const origin = { chatkit: await readVersion(), secret: null };
  const rows = writeBackup(from, origin, { progress: everySoOften(report) });
  try {
    await restoreDatabase(to, rows, { replace: false, report });
  } finally {
    // The reader stops at the last line: this ends the connection to the source.
    await rows.return(undefined);
  }
}

/** A large table is reported again after this many bytes. */
const stepBytes = 100 * megabyte;

/** Reports how much has been copied, each time that it is another step further. */
function everySoOften(report: (step: string) => void) {
  let next = stepBytes;
  return (table: string, bytes: number) => {
    if (bytes < next) return;
    next = bytes + stepBytes;
    report(`${Math.floor(bytes / megabyte)} MB copied so far (${table})`);
  };
}

/** Whether a database has ever been migrated, and which tables in it are of other programs. */
async function look(url: string): Promise<{ isUsed: boolean; others: string[] }> {
  const client = await connectClient(url, "upgrade");
  try {
    const used = await client.query<{ isUsed: boolean }>(
      `select to_regclass('drizzle.__drizzle_migrations') is not null as "isUsed"`,
    );
    const { rows } = await client.query<{ name: string }>(
      `select format('%s.%s', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'drizzle', 'pgboss')
        and not (schemaname = 'public' and tablename = any($1))
      order by 1`,
      [await ownTables()],
    );
    return { isUsed: used.rows[0]?.isUsed === true, others: rows.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}
