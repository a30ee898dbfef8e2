import type { Sql } from "postgres";
import { noticeChannels } from "../streams/notices.ts";
import type { CachePlace } from "./cache-kind.ts";

/** A row of the table. Times are relative to now, in milliseconds, by the database's clock. */
export interface CacheRow {
  /** Null when the value does not exist. */
  value: unknown;
  /** Null when the row holds no value but only a lease. */
  version: string | null;
  freshForMs: number;
  staleForMs: number;
  /** How long no other node may load it. */
  leasedForMs: number;
  /** Whether a node is loading it; otherwise the lease is a pause after a failure. */
  isBeingRead: boolean;
  /** Whether the last load failed. */
  hasFailed: boolean;
}

/** The right to load a value: its key, and a unique name. */
export interface Lease extends CachePlace {
  lease: string;
}

/** Reads a row; null if there is none. */
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
 * Acquires the lease to load a value, unless another node has it or has just stored a fresh value.
 *
 * @param unfit version of a fresh value that this program cannot use
 * @returns null if not acquired; otherwise whether it was taken from a dead node
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

/** Renews a lease. @returns false when it is lost */
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

/** A value to store as JSON, and its lifetimes in milliseconds. */
export interface NewValue {
  /** Null when the value does not exist. */
  json: string | null;
  freshMs: number;
  staleMs: number;
}

/** Assumed overhead of a row in bytes, so that many small ones count too. */
const rowBytes = 128;

/**
 * Stores a value, with the lease's name as its version, ends the lease and notifies all nodes.
 *
 * @returns false when the lease was lost or the value invalidated: then nothing is stored
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
 * Ends a lease without a value, and notifies all nodes. Loads pause on all nodes.
 *
 * @param pauseMs 0 without a failure, when the node only stops
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

/** The notice: kind, stored version (empty for an invalidation) and key. */
function toNotice({ kind, key }: CachePlace, version: string): string {
  return `${kind}|${version}|${key}`;
}

/** Parses a notice; null if it is malformed. */
export function readCacheNotice(
  payload: string,
): { kind: string; version: string; key: string } | null {
  const [, kind, version, key] = /^([a-z_]+)\|([^|]*)\|(.*)$/s.exec(payload) ?? [];
  return kind === undefined || version === undefined || key === undefined
    ? null
    : { kind, version, key };
}
