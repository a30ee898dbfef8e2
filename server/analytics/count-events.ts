import type { Sql } from "postgres";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { countEventsStatement } from "./count-events-statement.ts";
import { countingLock } from "./counting-lock.ts";

/** Events that one step counts: at worst, each of another person, half a second. */
export const eventsPerStep = 2_000;

/** Events that are counted while somebody waits: more than a minute leaves, and at worst a tenth of a second. */
export const eventsPerRead = 500;

/** What counting needs of the server. */
export interface CountDeps {
  sql: Sql;
  metrics: Pick<Metrics, "analyticsEvents">;
}

/** How many events of each kind. */
type Kinds = { kind: string; times: number }[];

/**
 * Adds the oldest events that are not counted yet to the figures. Each event is counted once,
 * however late its transaction commits and however often this is broken off: the mark and the
 * figures are of one statement.
 *
 * @param limit most of them
 * @returns how many were counted; 0 also while somebody else counts
 */
export async function countEvents({ sql, metrics }: CountDeps, limit: number): Promise<number> {
  const kinds = await sql.begin(async (tx): Promise<Kinds> => {
    const [lock] = await tx<{ taken: boolean }[]>`
      select pg_try_advisory_xact_lock(${countingLock}) as taken`;
    if (!lock?.taken) return [];
    return tx.unsafe<Kinds>(countEventsStatement, [limit], { prepare: true });
  });
  for (const { kind, times } of kinds) metrics.analyticsEvents.inc({ kind }, times);
  return kinds.reduce((sum, { times }) => sum + times, 0);
}

/** Counts until nothing is left or the signal aborts. */
export async function countAllEvents(deps: CountDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await countEvents(deps, eventsPerStep)) === eventsPerStep);
}
