import type { Sql } from "postgres";
import { knownFailure, type GenerationErrorCode } from "../../../shared/errors.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";
import { type Circuit, type CircuitKey, openMs, opensAfter, probeMs, windowMs } from "./circuit.ts";

/** Failures of a server or a model that a node has seen since its last write. */
export interface Failures {
  count: number;
  reason: GenerationErrorCode;
  /** The pause that the provider has asked for, in milliseconds; null without one. */
  pauseMs: number | null;
  /** Whether one of the calls was the probe of an open circuit. */
  isProbe: boolean;
}

/** The table of failing servers and models that all nodes share. */
export interface CircuitStore {
  /**
   * Adds up the failures of all nodes, opens the circuit when there are too many, and notifies all
   * nodes.
   */
  recordFailures(key: CircuitKey, failures: Failures): Promise<void>;
  /**
   * Deletes a circuit whose server answers again, and notifies all nodes.
   *
   * @param askedMs how long ago the answered call was made: a later failure is newer than its
   * answer
   */
  recordAnswer(key: CircuitKey, askedMs: number): Promise<void>;
  /**
   * Takes the one probe of an open circuit whose time is over; false when another call has taken
   * it.
   */
  takeProbe(key: CircuitKey): Promise<boolean>;
  /** @param key null for all circuits that are not stale */
  read(key: CircuitKey | null): Promise<Circuit[]>;
}

/** Keeps circuits in a table of the database. */
export function createCircuitStore(sql: Sql): CircuitStore {
  return {
    recordFailures: (key, failures) => recordFailures(sql, key, failures),
    recordAnswer: (key, askedMs) => recordAnswer(sql, key, askedMs),
    takeProbe: (key) => takeProbe(sql, key),
    read: (key) => readCircuits(sql, key),
  };
}

/** A model's name has at most 200 characters and a digest 32, so a key fits into a notification. */
export function toPayload({ server, model }: CircuitKey): string {
  return `${server} ${model ?? ""}`;
}

/** The key in a notification. */
export function fromPayload(payload: string): CircuitKey {
  const at = payload.indexOf(" ");
  return { server: payload.slice(0, at), model: payload.slice(at + 1) || null };
}

async function recordFailures(sql: Sql, key: CircuitKey, failures: Failures): Promise<void> {
  const { count, reason, pauseMs, isProbe } = failures;
  const { server } = key;
  const model = key.model ?? "";
  await sql`
    insert into model_circuits as c (server, model, failures, reason, paused_until)
    values (${server}, ${model}, ${count}, ${reason}, now() + ${pauseMs}::float8 * interval '1 millisecond')
    on conflict (server, model) do update set
      failures = excluded.failures + case when ${isStale(sql)} then 0 else c.failures end,
      openings = case when ${isStale(sql)} then 0 else c.openings end,
      reason = excluded.reason,
      failed_at = now(),
      paused_until = greatest(c.paused_until, excluded.paused_until)`;
  await sql`
    with opened as (
      update model_circuits set openings = openings + 1, open_until = now() + interval '1 millisecond' *
        least(${openMs.most}::float8, ${openMs.first}::float8 * power(2, least(openings, 30)))
      where server = ${server} and model = ${model} and failures >= ${opensAfter}
        and (open_until is null or open_until <= now() or ${isProbe})
    )
    select pg_notify(${noticeChannels.circuit}, ${toPayload(key)})`;
}

/** Whether all entries of a circuit are too old to count. */
function isStale(sql: Sql) {
  return sql`greatest(c.failed_at, c.paused_until, c.open_until) < now() - ${windowMs} * interval '1 millisecond'`;
}

async function recordAnswer(sql: Sql, key: CircuitKey, askedMs: number): Promise<void> {
  await sql`
    with gone as (
      delete from model_circuits where server = ${key.server} and model = ${key.model ?? ""}
        and failed_at <= now() - ${askedMs}::float8 * interval '1 millisecond' returning 1
    )
    select pg_notify(${noticeChannels.circuit}, ${toPayload(key)}) from gone`;
}

async function takeProbe(sql: Sql, key: CircuitKey): Promise<boolean> {
  const taken = await sql`
    with probing as (
      update model_circuits set open_until = now() + ${probeMs} * interval '1 millisecond'
      where server = ${key.server} and model = ${key.model ?? ""} and open_until <= now() returning 1
    )
    select pg_notify(${noticeChannels.circuit}, ${toPayload(key)}) from probing`;
  return taken.length > 0;
}

interface CircuitRow {
  server: string;
  model: string;
  reason: string;
  failedMs: number;
  pausedMs: number | null;
  openMs: number | null;
}

async function readCircuits(sql: Sql, key: CircuitKey | null): Promise<Circuit[]> {
  const rows = await sql<CircuitRow[]>`
    select server, model, reason, ${msUntil(sql, "failed_at")} as "failedMs",
      ${msUntil(sql, "paused_until")} as "pausedMs", ${msUntil(sql, "open_until")} as "openMs"
    from model_circuits
    where ${key ? sql`server = ${key.server} and model = ${key.model ?? ""}` : sql`true`}
    order by failed_at desc limit ${mostCircuits}`;
  const now = performance.now();
  const at = (ms: number | null) => (ms === null ? null : now + ms);
  return rows.map(({ server, model, reason, failedMs, pausedMs, openMs: ms }) => ({
    server,
    model: model || null,
    reason: knownFailure(reason),
    failedAt: now + failedMs,
    pausedUntil: at(pausedMs),
    openUntil: at(ms),
  }));
}

function msUntil(sql: Sql, column: string) {
  return sql`(extract(epoch from ${sql(column)} - now()) * 1000)::float8`;
}

/** Most circuits that a node keeps in memory, each of a model that has failed recently. */
export const mostCircuits = 1_000;

/** How long an unused circuit is kept, in minutes. */
const keptMinutes = 10;

/**
 * Deletes the circuits of models that are no longer used.
 *
 * @param limit most rows at once
 * @returns how many were deleted
 */
export async function forgetCircuits(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from model_circuits where (server, model) in (
      select server, model from model_circuits
      where failed_at < now() - ${keptMinutes} * interval '1 minute'
      order by failed_at limit ${limit}
    )`;
  return gone.count;
}
