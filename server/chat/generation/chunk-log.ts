import type { Sql } from "postgres";
import { groupPages } from "../../platform/streams/group-pages.ts";
import {
  type FindGone,
  type LogEntry,
  LogHub,
  type LogPage,
  type LogPosition,
  type ReadPages,
} from "../../platform/streams/log-hub.ts";

/** One durable append to a generation's log. */
export interface Chunk extends LogEntry {
  attempt: number;
  kind: "text" | "restart" | "final";
  /** The text itself, or the event as JSON for `final`. */
  body: string;
  /** A part event as JSON, for a chunk that is not plain text. */
  event: string | null;
}

/** Chunks read at once for one log: about a second of a fast provider. */
const pageLength = 500;

/**
 * Bytes after which a reader's page is full: the page stays in memory while the reader is slow, and
 * one of the longest chunks would take many megabytes.
 */
const pageBytes = 256 * 1024;

/** Reads generations' logs from the database. */
export function createChunkReader(sql: Sql): ReadPages<Chunk> {
  return async (positions) => {
    const [first] = positions;
    if (first && positions.length === 1) return readOne(sql, first);
    const rows = await sql<(Chunk & { id: string })[]>`
      select wanted.id, page.* from
        unnest(${positions.map((position) => position.id)}::text[], ${positions.map((position) => position.after)}::int[]) as wanted(id, after)
        cross join lateral (
          select seq, attempt, kind, body, event from chunks
          where generation_id = wanted.id and seq > wanted.after order by seq limit ${pageLength}
        ) page
      order by wanted.id, page.seq`;
    return groupPages(
      rows.map(({ id, ...entry }) => ({ id, entry })),
      pageLength,
    );
  };
}

/**
 * A page of one log, also limited in bytes. The limit costs time, which only reads of many logs
 * would feel. Also detects a generation that was deleted before the log was followed, whose notice
 * was missed.
 */
async function readOne(sql: Sql, { id, after }: LogPosition): Promise<LogPage<Chunk>[]> {
  // `octet_length` does not decompress the chunks that are left out.
  const rows = await sql<((Chunk & { bytes: number }) | { seq: null })[]>`
    select next.* from generations g left join (
      select seq, attempt, kind, body, event, octet_length(body) + coalesce(octet_length(event), 0) as size,
        (sum(octet_length(body) + coalesce(octet_length(event), 0)) over (order by seq))::int as bytes
      from chunks where generation_id = ${id} and seq > ${after} order by seq limit ${pageLength}
    ) next on bytes - size < ${pageBytes} where g.id = ${id} order by seq`;
  if (rows.length === 0) return [{ id, entries: [], more: false, gone: true }];
  const found = rows.filter((row) => row.seq !== null);
  if (found.length === 0) return [];
  const entries = found.map(({ seq, attempt, kind, body, event }) => {
    return { seq, attempt, kind, body, event };
  });
  const more = found.length === pageLength || (found.at(-1)?.bytes ?? 0) >= pageBytes;
  return [{ id, entries, more }];
}

/** A node's hub of generations' logs. */
export function createGenerationHub(sql: Sql, onError: (error: unknown) => void): LogHub<Chunk> {
  return new LogHub(createChunkReader(sql), onError, createGoneFinder(sql));
}

/** Finds generations that have been deleted, along with their logs. */
export function createGoneFinder(sql: Sql): FindGone {
  return async (ids) => {
    const rows = await sql<{ id: string }[]>`
      select id from unnest(${ids}::text[]) as followed(id)
      where not exists (select from generations g where g.id = followed.id)`;
    return rows.map(({ id }) => id);
  };
}
