import type { Sql } from "postgres";
import { noticeChannels } from "../streams/notices.ts";
import type { Chunk } from "./chunk-log.ts";

/** What one generation adds to its log in one flush. */
export interface PendingAppend {
  generationId: string;
  fence: number;
  attempt: number;
  /** The head of the log as the writer knows it. */
  lastSeq: number;
  /** New text chunks' bodies, in order; empty only renews the lease. */
  texts: string[];
}

/** A generation whose append took. One that is missing from the answer has another owner, or is gone. */
export interface TakenAppend {
  id: string;
  stopRequested: boolean;
}

/** For how long a worker has a generation to itself without a flush, in milliseconds. Takeover waits for it. */
export const leaseMs = 4_000;

/** Ids in one NOTIFY: 37 bytes each stay below 7 KB of the 8 KB that Postgres allows. */
const idsPerNotice = 180;

/**
 * Appends the pending text of many generations in one statement and renews their leases. Each
 * append takes only where `fence` and `lastSeq` are still the writer's.
 *
 * @param nodeId told to the other nodes with the hint, so that this one can pass over its own
 */
export async function flushChunks(
  sql: Sql,
  nodeId: string,
  appends: PendingAppend[],
): Promise<TakenAppend[]> {
  const rows = flatten(appends);
  const notices = noticePayloads(nodeId, appends);
  const taken = await sql<{ id: string; stop_requested: boolean }[]>`
    with pending as (
      select * from unnest(
        ${appends.map((append) => append.generationId)}::text[], ${appends.map((append) => append.fence)}::int[],
        ${appends.map((append) => append.lastSeq)}::int[], ${appends.map((append) => append.texts.length)}::int[]
      ) as pending(id, fence, last_seq, added)
    ), taken as (
      update generations g set
        last_seq = g.last_seq + pending.added,
        lease_until = now() + ${leaseMs} * interval '1 millisecond',
        first_text_at = coalesce(g.first_text_at, case when pending.added > 0 then now() end)
      from pending
      where g.id = pending.id and g.fence = pending.fence and g.last_seq = pending.last_seq and g.status = 'running'
      returning g.id, g.stop_requested
    ), written as (
      insert into chunks (generation_id, seq, attempt, kind, body)
      select new.id, new.seq, new.attempt, 'text', new.body
      from unnest(${rows.ids}::text[], ${rows.seqs}::int[], ${rows.attempts}::int[], ${rows.bodies}::text[]) as new(id, seq, attempt, body)
      join taken on taken.id = new.id
    )
    select id, stop_requested, (select count(pg_notify(${noticeChannels.chunks}, payload)) from unnest(${notices}::text[]) as payload) as notified
    from taken`;
  return taken.map((row) => ({ id: row.id, stopRequested: row.stop_requested }));
}

/** Those of refused appends that an earlier try has committed although its answer was lost. */
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
      append.texts.length > 0 &&
      row.fence === append.fence &&
      row.last_seq === append.lastSeq + append.texts.length;
    return landed ? [{ id: row.id, stopRequested: row.stop_requested }] : [];
  });
}

/** The chunks that an append becomes. */
export function chunksOf(append: PendingAppend): Chunk[] {
  return append.texts.map((body, i) => ({
    seq: append.lastSeq + 1 + i,
    attempt: append.attempt,
    kind: "text",
    body,
  }));
}

/** Payloads of the hint that these generations' logs have grown; none where nothing was added. */
export function noticePayloads(
  nodeId: string,
  appends: readonly { generationId: string; texts: readonly string[] }[],
): string[] {
  const ids = appends
    .filter((append) => append.texts.length > 0)
    .map((append) => append.generationId);
  const payloads: string[] = [];
  for (let i = 0; i < ids.length; i += idsPerNotice)
    payloads.push(`${nodeId}|${ids.slice(i, i + idsPerNotice).join(",")}`);
  return payloads;
}

/** The ids in a hint, or none when it is this node's own. */
export function readNotice(nodeId: string, payload: string): string[] {
  const [from, ids] = payload.split("|");
  return from === nodeId || !ids ? [] : ids.split(",");
}

function flatten(appends: PendingAppend[]) {
  const rows = {
    ids: [] as string[],
    seqs: [] as number[],
    attempts: [] as number[],
    bodies: [] as string[],
  };
  for (const append of appends) {
    for (const chunk of chunksOf(append)) {
      rows.ids.push(append.generationId);
      rows.seqs.push(chunk.seq);
      rows.attempts.push(chunk.attempt);
      rows.bodies.push(chunk.body);
    }
  }
  return rows;
}
