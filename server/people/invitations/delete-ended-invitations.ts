import type { Sql } from "postgres";

/** How long an invitation stays in the list after its end, in days. */
const endedKeptDays = 30;

/** Deletes invitations that expired a month ago, at most `limit`. Returns how many. */
export async function deleteEndedInvitations(sql: Sql, limit: number): Promise<number> {
  const deleted = await sql`
    delete from invitations where id = any(array(
      select id from invitations where expires_at < now() - ${endedKeptDays} * interval '1 day'
      limit ${limit} for update skip locked
    ))`;
  return deleted.count;
}
