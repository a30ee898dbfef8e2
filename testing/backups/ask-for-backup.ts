import postgres from "postgres";

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

/** Whether a server's metrics tell of one scheduled backup that was made and checked. */
export async function hasMadeBackup(origin: string): Promise<boolean> {
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  return (
    /^chatkit_backups_total\{outcome="done"\} 1$/m.test(metrics) &&
    /^chatkit_backup_last_unchecked 0$/m.test(metrics)
  );
}
