import type { Sql } from "postgres";

/**
 * Removes jobs of a schedule that has been taken away from the settings: no node works on them, and
 * one would run whenever there is a schedule again. A node that still has one takes its job within
 * seconds, and makes another one if it comes back later.
 */
export async function removeLeftJobs(sql: Sql): Promise<void> {
  await sql`
    delete from pgboss.job
    where name = 'backup' and state < 'active' and start_after < now() - interval '10 minutes'`;
}
