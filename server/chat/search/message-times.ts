import { type SQL, sql } from "drizzle-orm";
import type { SearchPlace } from "./segment-places.ts";
import type { SearchQuery } from "./search-query.ts";

/**
 * SQL condition: a row of `messages`, named `m`, is after a place and within the dates of a query.
 *
 * @param id SQL of its id, in the order in which ids are compared
 */
export function isBetween({ before, after }: SearchQuery, from: SearchPlace | null, id: SQL): SQL {
  return sql.join(
    [
      from
        ? sql`(m.created_at, ${id}) < (${toTime(new Date(from.createdAt))}, ${from.id})`
        : sql`true`,
      ...(before ? [sql`m.created_at < ${toTime(before)}`] : []),
      ...(after ? [sql`m.created_at >= ${toTime(after)}`] : []),
    ],
    sql` and `,
  );
}

/** SQL of a moment. */
export function toTime(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}
