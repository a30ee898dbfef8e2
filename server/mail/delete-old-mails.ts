import type { Sql } from "postgres";

/**
 * How long a sent mail's row is kept, in seconds. Until then its event cannot send a second mail.
 */
export const mailKeptSeconds = 30 * 86_400;

/**
 * Deletes the rows of old mails.
 *
 * @param limit maximum number of rows
 * @returns how many were deleted
 */
export async function deleteOldMails(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from mails where id in (
      select id from mails
      where created_at < now() - ${mailKeptSeconds} * interval '1 second' limit ${limit}
    )`;
  return gone.count;
}
