import type { Sql } from "postgres";
import { isUniqueViolation } from "../../platform/errors.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/** A call to a server that takes a limited number of calls at once. */
export interface SlotCall {
  id: string;
  server: string;
  userId: string;
}

/** A call and its limit, which admins may change while it waits or runs. */
export interface LimitedCall extends SlotCall {
  /** The server's limit over all nodes. Lowered, it holds once enough earlier calls have ended. */
  most: number;
}

/** A call's state in the table. */
export interface CallState {
  id: string;
  hasSlot: boolean;
  /** How many calls get a slot before it; 0 for a call that has one. */
  ahead: number;
}

/** How long a call keeps its slot or its place without a renewal, in milliseconds. */
export const callLeaseMs = 6_000;

/** Simultaneous grants of two nodes may choose the same slot; the next attempt chooses another. */
const mostGrants = 5;

/** The table of calls that all nodes share. */
export interface SlotStore {
  /** Takes a free slot if no call waits; one statement. */
  take(call: LimitedCall): Promise<boolean>;
  /** Puts a call into the queue, in which users take turns. */
  join(call: SlotCall): Promise<void>;
  /** Gives free slots to the calls whose turn it is, and notifies their nodes. */
  grant(server: Pick<LimitedCall, "server" | "most">): Promise<void>;
  /** Removes a call, and gives its slot to the next one. */
  leave(call: LimitedCall): Promise<void>;
  /** Renews leases. Calls that are missing from the result have lost theirs. */
  renew(ids: readonly string[]): Promise<CallState[]>;
  /** Deletes the calls of nodes that have died. */
  sweep(): Promise<void>;
}

/** Keeps calls in a table of the database. */
export function createSlotStore(sql: Sql): SlotStore {
  return {
    take: (call) => take(sql, call),
    join: (call) => join(sql, call),
    grant: (server) => grant(sql, server),
    leave: (call) => leave(sql, call),
    renew: (ids) => renew(sql, ids),
    async sweep() {
      await sql`delete from model_calls where lease_until < now()`;
    },
  };
}

function lease(sql: Sql) {
  return sql`now() + ${callLeaseMs} * interval '1 millisecond'`;
}

function countSlots(sql: Sql, server: string) {
  return sql`(select count(*) from model_calls where server = ${server} and slot is not null)`;
}

async function take(sql: Sql, { id, server, most, userId }: LimitedCall): Promise<boolean> {
  const taken = await sql`
    insert into model_calls (id, server, user_id, slot, lease_until)
    select ${id}, ${server}, ${userId}, number, ${lease(sql)}
    from generate_series(1, ${most}::int) as number
    where not exists (select 1 from model_calls where server = ${server} and slot = number)
      and not exists (
        select 1 from model_calls where server = ${server} and slot is null and lease_until > now()
      )
      and ${countSlots(sql, server)} < ${most}
    order by random() limit 1
    on conflict do nothing returning 1`;
  return taken.length > 0;
}

async function join(sql: Sql, { id, server, userId }: SlotCall): Promise<void> {
  await sql`
    insert into model_calls (id, server, user_id, lease_until, turn)
    select ${id}, ${server}, ${userId}, ${lease(sql)},
      coalesce(max(turn) filter (where user_id = ${userId}) + 1, min(turn), 0)
    from model_calls where server = ${server} and slot is null
    on conflict do nothing`;
}

async function grant(
  sql: Sql,
  { server, most }: Pick<LimitedCall, "server" | "most">,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql`
        with free as (
          select number, row_number() over (order by random()) as nth
          from generate_series(1, ${most}::int) as number
          where not exists (select 1 from model_calls where server = ${server} and slot = number)
        ), next as (
          select id, row_number() over (order by turn, since) as nth from (
            select id, turn, since from model_calls
            where server = ${server} and slot is null and lease_until > now()
            order by turn, since limit ${most} for update skip locked
          ) as waiting
        ), given as (
          update model_calls set slot = number, lease_until = ${lease(sql)}
          from next join free using (nth)
          where model_calls.id = next.id and slot is null
            and nth <= ${most} - ${countSlots(sql, server)}
          returning model_calls.id
        )
        select pg_notify(${noticeChannels.slot}, id) from given`;
      return;
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === mostGrants) throw error;
    }
  }
}

async function leave(sql: Sql, { id, server, most }: LimitedCall): Promise<void> {
  await sql`
    with gone as (
      delete from model_calls where id = ${id} returning slot
    ), next as (
      select id from model_calls
      where server = ${server} and slot is null and lease_until > now()
        and exists (select 1 from gone where gone.slot <= ${most})
        -- The call that leaves is still counted.
        and ${countSlots(sql, server)} <= ${most}
      order by turn, since limit 1 for update skip locked
    ), given as (
      update model_calls set slot = gone.slot, lease_until = ${lease(sql)} from next, gone
      where model_calls.id = next.id returning model_calls.id
    )
    select pg_notify(${noticeChannels.slot}, id) from given`;
}

async function renew(sql: Sql, ids: readonly string[]): Promise<CallState[]> {
  const states = await sql<CallState[]>`
    with renewed as (
      update model_calls set lease_until = ${lease(sql)} where id = any(${sql.array([...ids])})
      returning id, server, slot
    ), waiting as (
      select id, row_number() over (partition by server order by turn, since) as nth from model_calls
      where slot is null and server = any(array(select server from renewed where slot is null))
    )
    select id, slot is not null as "hasSlot", coalesce(nth - 1, 0)::int as ahead
    from renewed left join waiting using (id)`;
  return states;
}

/**
 * Deletes the calls of nodes that have died, where no later call has.
 *
 * @param limit most rows at once
 * @returns how many were deleted
 */
export async function forgetCalls(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from model_calls where id in (
      select id from model_calls where lease_until < now() limit ${limit}
    )`;
  return gone.count;
}
