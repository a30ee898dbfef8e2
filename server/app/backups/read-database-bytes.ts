import { connectIdleClient } from "../../platform/backup/connect-client.ts";

/** How large a database is on the disk, in bytes. */
export async function readDatabaseBytes(url: string): Promise<number> {
  const client = await connectIdleClient(url, "backup");
  try {
    const { rows } = await client.query<{ bytes: string }>(
      "select pg_database_size(current_database()) as bytes",
    );
    return Number(rows[0]?.bytes ?? 0);
  } finally {
    await client.end();
  }
}
