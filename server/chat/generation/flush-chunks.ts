import type { Sql } from "postgres";
import { noticeChannels } from "../../platform/streams/notices.ts";
import type { Chunk } from "./chunk-log.ts";
import { type LogPiece, toEntry } from "./log-piece.ts";

/** One generation's part of a flush. */
export interface PendingAppend {
  generationId: string;
  fence: number;
  attempt: number;
  /** The head of the log as the writer knows it. */
  lastSeq: number;
  /** New pieces, one per chunk, in order; empty only renews the lease. */
  pieces: LogPiece[];
}

/** A successful append. Those missing from the result have another owner, or are gone. */
export interface TakenAppend {
  id: string;
  stopRequested: boolean;
}

/** How long a lease lasts without a flush, in milliseconds. Takeover waits for it to expire. */
export const leaseMs = 4_000;

/** Ids per NOTIFY: at 37 bytes each, below 7 KB of the 8 KB that Postgres allows. */
const idsPerNotice = 180;

/**
 * Appends the pending text of many generations in one statement and renews their leases. An append
 * succeeds only if `fence` and `lastSeq` are still the writer's.
 *
 * @param nodeId sent along with the hint, so that this node can ignore its own
 */
export async function flushChunks(
  sql: Sql,
  nodeId: string,
  appends: PendingAppend[],
): Promise<TakenAppend[]> {
  const notices = noticePayloads(nodeId, appends);
  // One JSON parameter is cheaper to write and to read than nine arrays. `written` reads from
  // `taken` only, because joining the parameters again would be a nested loop. So would a scan of
  // all live rows, which the planner considers cheap while there are few: `any(array[…])` and
  // `coalesce` force look-ups by id (3 ms instead of 10 for 200).
  const taken = await sql<{ id: string; stop_requested: boolean }[]>`
    with pending as (
      select *, json_array_length(entries) as added from json_to_recordset(${toParameter(appends)}::text::json)
      as pending("generationId" text, fence int, attempt int, "lastSeq" int, entries json)
    ), taken as (
      update generations g set
        last_seq = g.last_seq + added,
        lease_until = now() + ${leaseMs} * interval '1 millisecond',
        first_text_at = coalesce(g.first_text_at, case when added > 0 then now() end)
      from pending
      where g.id = any(array["generationId"]) and g.fence = pending.fence and g.last_seq = "lastSeq" and coalesce(g.status, '') = 'running'
      returning g.id, g.stop_requested, pending.*
    ), written as (
      insert into chunks (generation_id, seq, attempt, kind, body, event)
      select id, "lastSeq" + new.position, attempt, coalesce(entry ->> 'kind', 'text'),
        coalesce(entry ->> 'body', entry #>> '{}'), entry ->> 'event'
      from taken, json_array_elements(entries) with ordinality as new(entry, position)
    )
    select id, stop_requested, (select count(pg_notify(${noticeChannels.chunks}, payload)) from unnest(${notices}::text[]) as payload) as notified
    from taken`;
  return taken.map((row) => ({ id: row.id, stopRequested: row.stop_requested }));
}

/** The appends as JSON. A chunk of text is just a string, as almost all are. */
function toParameter(appends: readonly PendingAppend[]): string {
  return JSON.stringify(
    appends.map(({ pieces, ...append }) => {
      const entries = pieces.map((piece) => (typeof piece === "string" ? piece : toEntry(piece)));
      return { ...append, entries };
    }),
  );
}

/** The refused appends that an earlier try committed although its response was lost. */
export async function findLanded(sql: Sql, appends: PendingAppend[]): Promise<TakenAppend[]> {
  const rows = await sql<
    { id: string; fence: number; last_seq: number; stop_requested: boolean }[]
  >`
    select id, fence, last_seq, stop_requested from generations
    where id = any(${appends.map((append) => append.generationId)}::text[]) and status = 'running'`;
  return rows.flatMap((row) => {
    const append = appends.find((each) => each.generationId === row.id);
    const landed =
      append !== undefined &&
      append.pieces.length > 0 &&
      row.fence === append.fence &&
      row.last_seq === append.lastSeq + append.pieces.length;
    return landed ? [{ id: row.id, stopRequested: row.stop_requested }] : [];
  });
}

/** The chunks of an append. */
export function chunksOf(append: PendingAppend): Chunk[] {
  return toChunks(append.pieces, append);
}

/** The chunks that pieces become after a log's head. */
export function toChunks(
  pieces: readonly LogPiece[],
  { lastSeq, attempt }: Pick<PendingAppend, "lastSeq" | "attempt">,
): Chunk[] {
  return pieces.map((piece, i) => ({ seq: lastSeq + 1 + i, attempt, ...toEntry(piece) }));
}

/** Payloads of the hint that these generations' logs have grown; none when nothing was added. */
export function noticePayloads(
  nodeId: string,
  appends: readonly { generationId: string; pieces: readonly LogPiece[] }[],
): string[] {
  const ids = appends
    .filter((append) => append.pieces.length > 0)
    .map((append) => append.generationId);
  const payloads: string[] = [];
  for (let i = 0; i < ids.length; i += idsPerNotice)
    payloads.push(`${nodeId}|${ids.slice(i, i + idsPerNotice).join(",")}`);
  return payloads;
}

/** The ids in a hint; none when it is this node's own. */
export function readNotice(nodeId: string, payload: string): string[] {
  const [from, ids] = payload.split("|");
  return from === nodeId || !ids ? [] : ids.split(",");
}
