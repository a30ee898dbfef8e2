import type { Sql } from "postgres";

/**
 * The generations that are next to get a place: users take turns, each with their oldest first.
 *
 * @param limit maximum number of ids
 * @param others generations that come first if they have no turn of their own: handed over by
 * another node, or stored by one that closed before it could begin them
 */
export async function findNext(
  sql: Sql,
  limit: number,
  others: readonly string[] = [],
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with next as (
      select id, turn, created_at from generations where status = 'queued' and turn is not null
      order by turn, created_at limit ${limit}
    ), handed as (
      select id, -1 as turn, created_at from unnest(${sql.array([...others])}::text[]) as other(id), lateral (
        select created_at, status, turn from generations g where g.id = other.id offset 0
      ) as g
      where status = 'running' or (status = 'queued' and turn is null)
    )
    select id from (select * from handed union all select * from next) as waiting
    order by turn, created_at limit ${limit}`;
  return rows.map(({ id }) => id);
}
