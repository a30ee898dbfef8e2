import type { Sql } from "postgres";
import { noticeChannels } from "../streams/notices.ts";
import type { CachePlace } from "./cache-kind.ts";

/** What the table has in one place. Times are from now, in milliseconds, by the database's clock. */
export interface CacheRow {
  /** Null where there is no such thing. */
  value: unknown;
  /** Null where no value is stored, only a lease. */
  version: string | null;
  freshForMs: number;
  staleForMs: number;
  /** How long no other node may load it. */
  leasedForMs: number;
  /** Whether a node is loading it; otherwise the lease is a pause after a failure. */
  isBeingRead: boolean;
  /** Whether it could not be read when that was last tried. */
  hasFailed: boolean;
}

/** A right to read something anew: the place, and a unique name. */
export interface Lease extends CachePlace {
  lease: string;
}

/** What is in a place; null for nothing at all. */
export async function readEntry(sql: Sql, { kind, key }: CachePlace): Promise<CacheRow | null> {
  const [row] = await sql<CacheRow[]>`
    select value, version, lease is not null as "isBeingRead", failed_at is not null as "hasFailed",
      coalesce(extract(epoch from fresh_until - now()) * 1000, 0)::float8 as "freshForMs",
      coalesce(extract(epoch from stale_until - now()) * 1000, 0)::float8 as "staleForMs",
      coalesce(extract(epoch from lease_until - now()) * 1000, 0)::float8 as "leasedForMs"
    from cache_entries where kind = ${kind} and key = ${key}`;
  return row ?? null;
}

/**
 * Takes the right to read something anew, unless another node has it, or has just stored a fresh value.
 *
 * @param unfit the version of a value that is fresh but cannot be used
 * @returns null when it was not to be had; else whether it is that of a reader who died
 */
export async function takeLease(
  sql: Sql,
  { kind, key, lease }: Lease,
  { leaseMs, unfit }: { leaseMs: number; unfit: string | null },
): Promise<{ isTakenOver: boolean } | null> {
  const [taken] = await sql<{ isTakenOver: boolean }[]>`
    with before as (select lease from cache_entries where kind = ${kind} and key = ${key})
    insert into cache_entries as e (kind, key, lease, lease_until)
    values (${kind}, ${key}, ${lease}, now() + ${leaseMs} * interval '1 millisecond')
    on conflict (kind, key) do update set lease = excluded.lease, lease_until = excluded.lease_until
    where (e.lease_until is null or e.lease_until <= now())
      and (e.fresh_until is null or e.fresh_until <= now() or e.version = ${unfit})
    returning coalesce((select lease is not null from before), false) as "isTakenOver"`;
  return taken ?? null;
}

/** Holds on to a lease. @returns false when it is lost */
export async function renewLease(
  sql: Sql,
  { kind, key, lease }: Lease,
  leaseMs: number,
): Promise<boolean> {
  const renewed = await sql`
    update cache_entries set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where kind = ${kind} and key = ${key} and lease = ${lease}`;
  return renewed.count > 0;
}

/** A value to be stored, as JSON, and for how long it is good, in milliseconds. */
export interface NewValue {
  /** Null where there is no such thing. */
  json: string | null;
  freshMs: number;
  staleMs: number;
}

/** What a row takes besides its value and key, in bytes: so that many small ones count too. */
const rowBytes = 128;

/**
 * Ends a lease with a value, whose version is the lease's name, and tells all nodes.
 *
 * @returns false when the lease was lost, or the value is not to be used any more: nothing is stored
 */
export async function storeValue(
  sql: Sql,
  { kind, key, lease }: Lease,
  { json, freshMs, staleMs }: NewValue,
): Promise<boolean> {
  const size = rowBytes + Buffer.byteLength(key) + Buffer.byteLength(json ?? "");
  const stored = await sql`
    with stored as (
      update cache_entries set value = ${json}::text::jsonb, version = lease, size = ${size}, stored_at = now(),
        fresh_until = now() + ${freshMs} * interval '1 millisecond',
        stale_until = now() + ${freshMs + staleMs} * interval '1 millisecond',
        lease = null, lease_until = null, failed_at = null
      where kind = ${kind} and key = ${key} and lease = ${lease}
      returning 1
    ) select pg_notify(${noticeChannels.cache}, ${toNotice({ kind, key }, lease)}) from stored`;
  return stored.length > 0;
}

/**
 * Ends a lease without a value, and tells all nodes. For a while no node tries again.
 *
 * @param pauseMs 0 where nothing failed: the reader only ends
 */
export async function giveUpLease(
  sql: Sql,
  { kind, key, lease }: Lease,
  pauseMs: number,
): Promise<void> {
  await sql`
    with given_up as (
      update cache_entries set lease = null,
        lease_until = now() + ${pauseMs} * interval '1 millisecond',
        failed_at = case when ${pauseMs}::int > 0 then now() else failed_at end
      where kind = ${kind} and key = ${key} and lease = ${lease}
      returning 1
    ) select pg_notify(${noticeChannels.cache}, ${toNotice({ kind, key }, lease)}) from given_up`;
}

/** What nodes are told: the kind, the version that is stored (empty for one forgotten), the key. */
function toNotice({ kind, key }: CachePlace, version: string): string {
  return `${kind}|${version}|${key}`;
}

/** What a node was told; null for what is no such notice. */
export function readCacheNotice(
  payload: string,
): { kind: string; version: string; key: string } | null {
  const [, kind, version, key] = /^([a-z_]+)\|([^|]*)\|(.*)$/s.exec(payload) ?? [];
  return kind === undefined || version === undefined || key === undefined
    ? null
    : { kind, version, key };
}
