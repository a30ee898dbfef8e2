import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { databaseOver, type Transaction } from "../../platform/db/client.ts";
import type { FailedRows } from "../../platform/db/failed-rows.ts";
import { authSessions, users } from "../../platform/db/schema/users.ts";
import { deleteUser } from "./delete-user.ts";

/** Days that a guest is kept after the last use. */
export interface GuestRetention {
  guestDays: number;
  /** For a guest with no conversation, no file and no prompt; at most `guestDays`. */
  emptyGuestDays: number;
}

/**
 * Deletes guests who have not come back, each with all their data in a transaction of its own, and
 * users created by programs once they have no data left. A guest who turns out to be in use is
 * checked again when that use is old enough, so each run only reads guests that are due. One that
 * fails does not keep the others.
 *
 * @param limit maximum number of guests
 * @returns how many were checked; 0 when none is due
 */
export async function sweepGuests(
  sqlClient: Sql,
  limit: number,
  { guestDays, emptyGuestDays, failed }: GuestRetention & { failed: FailedRows },
): Promise<number> {
  const kept = { guestDays, emptyGuestDays: Math.min(guestDays, emptyGuestDays) };
  const due = await sqlClient<{ id: string }[]>`
    (
      select id from users
      where is_guest and role = 'user' and id <> all(${failed.ids}::text[])
        and coalesce(guest_seen_at, created_at) < now() - ${guestDays} * interval '1 day'
      order by coalesce(guest_seen_at, created_at) limit ${limit}
    ) union (
      select id from users
      where is_guest and role = 'user' and owner_id is null and guest_seen_at is null
        and created_at < now() - ${kept.emptyGuestDays} * interval '1 day' and id <> all(${failed.ids}::text[])
      order by created_at limit ${limit}
    ) limit ${limit}`;
  const db = databaseOver(sqlClient);
  await failed.forEach(due, ({ id }) => db.transaction((tx) => sweepGuest(tx, id, kept)));
  return due.length;
}

async function sweepGuest(
  tx: Transaction,
  id: string,
  { guestDays, emptyGuestDays }: GuestRetention,
): Promise<void> {
  // A guest who comes back right now has locked the session, and the check below sees it; one who
  // comes back later finds no session.
  await tx
    .select({ id: authSessions.id })
    .from(authSessions)
    .where(eq(authSessions.userId, id))
    .for("update");
  // The same for a program that calls for a user it named: it has written the row
  // (`findNamedUser`), or waits for this lock.
  await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, id), isNotNull(users.ownerId)))
    .for("update");
  const [guest] = await tx.execute<{ is_over: boolean; seen_at: string }>(sql`
    with seen as (
      select u.id, u.owner_id, greatest(
          u.created_at,
          case when u.owner_id is not null then u.guest_seen_at end,
          (select max(s.last_used_at) from auth_sessions s where s.user_id = u.id),
          (select max(t.updated_at) from threads t where t.user_id = u.id),
          (select max(a.created_at) from attachments a where a.user_id = u.id),
          (select max(p.updated_at) from prompts p where p.user_id = u.id),
          (select max(c.created_at) from chat_sessions c where c.user_id = u.id)
        ) as at,
        exists (
          select 1 from threads t join generations g on g.thread_id = t.id
          where t.user_id = u.id and g.status in ('queued', 'running')
        )
          or exists (select 1 from chat_sessions c where c.user_id = u.id and c.expires_at > now()) as is_busy,
        exists (select 1 from threads t where t.user_id = u.id)
          or exists (select 1 from attachments a where a.user_id = u.id)
          or exists (select 1 from prompts p where p.user_id = u.id)
          or exists (select 1 from memories m where m.user_id = u.id)
          or exists (select 1 from projects p where p.user_id = u.id)
          or exists (select 1 from personal_settings p where p.user_id = u.id) as has_any
      from ${users} u where u.id = ${id} and u.is_guest and u.role = 'user'
    ), judged as (
      select *, case when owner_id is null and not has_any then ${emptyGuestDays}::int else ${guestDays}::int end as days
      from seen
    )
    select not is_busy and at < now() - days * interval '1 day' and (owner_id is null or not has_any) as is_over,
      case when is_busy or owner_id is not null then now() else at end - (${guestDays}::int - days) * interval '1 day' as seen_at
    from judged`);
  if (!guest) return;
  if (guest.is_over) return deleteUser(tx, id);
  await tx
    .update(users)
    .set({ guestSeenAt: sql`${guest.seen_at}::timestamptz` })
    .where(eq(users.id, id));
}
