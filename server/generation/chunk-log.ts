import type { Sql } from "postgres";
import { groupPages } from "../streams/group-pages.ts";
import type { LogEntry, ReadPages } from "../streams/log-hub.ts";

/** One durable append to a generation's log. */
export interface Chunk extends LogEntry {
  attempt: number;
  kind: "text" | "restart" | "final";
  /** The text itself, or the event as JSON for `final`. */
  body: string;
}

/** Chunks read at once for one log: about a second of a fast provider. */
const pageLength = 500;

/** Reads generations' logs from the database. */
export function createChunkReader(sql: Sql): ReadPages<Chunk> {
  return async (positions) => {
    const rows = await sql<(Chunk & { id: string })[]>`
      select wanted.id, page.* from
        unnest(${positions.map((position) => position.id)}::text[], ${positions.map((position) => position.after)}::int[]) as wanted(id, after)
        cross join lateral (
          select seq, attempt, kind, body from chunks
          where generation_id = wanted.id and seq > wanted.after order by seq limit ${pageLength}
        ) page
      order by wanted.id, page.seq`;
    return groupPages(
      rows.map(({ id, ...entry }) => ({ id, entry })),
      pageLength,
    );
  };
}
