import type { Sql } from "postgres";

/** How long a mail is remembered, in seconds: thirty days, so that its event makes no second one. */
export const mailKeptSeconds = 30 * 86_400;

/**
 * Forgets mails that are long over.
 *
 * @param limit most mails at once
 * @returns how many were forgotten
 */
export async function deleteOldMails(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from mails where id in (
      select id from mails
      where created_at < now() - ${mailKeptSeconds} * interval '1 second' limit ${limit}
    )`;
  return gone.count;
}
