import type { Sql } from "postgres";

/** How long an invitation stays in the list after its end, in days. */
const endedKeptDays = 30;

/**
 * Deletes invitations that ended a month ago, at most `limit`: that have expired, were revoked, or
 * were used up, whichever came first. Returns how many.
 */
export async function deleteEndedInvitations(sql: Sql, limit: number): Promise<number> {
  const deleted = await sql`
    delete from invitations where id = any(array(
      select id from invitations
      where least(expires_at, revoked_at, case when uses >= max_uses then last_used_at end)
        < now() - ${endedKeptDays} * interval '1 day'
      limit ${limit} for update skip locked
    ))`;
  return deleted.count;
}
