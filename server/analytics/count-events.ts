import type { Sql } from "postgres";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { countEventsStatement } from "./count-events-statement.ts";
import { countingLock } from "./counting-lock.ts";
import type { ModelPrices } from "./model-prices.ts";
import { type PriceSources, readPrices } from "./read-prices.ts";
import { writePrices } from "./token-cost.ts";

/** Events per statement. At worst, with a different user in each, it takes half a second. */
export const eventsPerStep = 2_000;

/**
 * Events counted while a reader waits: more than a minute's worth, in a tenth of a second at worst.
 */
export const eventsPerRead = 500;

/** Dependencies of counting. */
export interface CountDeps {
  sql: Sql;
  metrics: Pick<Metrics, "analyticsEvents">;
}

/** The number of events of each kind. */
type Kinds = { kind: string; times: number }[];

/**
 * Adds the oldest uncounted events to the figures. One statement marks and adds them, so each event
 * is counted exactly once, however late its transaction commits and however often counting fails.
 *
 * @param limit maximum number of events
 * @param prices what their tokens cost; tokens without a price can get one later
 * @returns how many were counted; also 0 while another node is counting
 */
export async function countEvents(
  { sql, metrics }: CountDeps,
  { limit, prices }: { limit: number; prices: ModelPrices },
): Promise<number> {
  const kinds = await sql.begin(async (tx): Promise<Kinds> => {
    const [lock] = await tx<{ taken: boolean }[]>`
      select pg_try_advisory_xact_lock(${countingLock}) as taken`;
    if (!lock?.taken) return [];
    return tx.unsafe<Kinds>(countEventsStatement, [limit, writePrices(prices)], { prepare: true });
  });
  for (const { kind, times } of kinds) metrics.analyticsEvents.inc({ kind }, times);
  return kinds.reduce((sum, { times }) => sum + times, 0);
}

/** Counts until no event is left or the signal aborts. */
export async function countAllEvents(
  deps: CountDeps & PriceSources,
  signal: AbortSignal,
): Promise<void> {
  const step = { limit: eventsPerStep, prices: await readPrices(deps) };
  while (!signal.aborted && (await countEvents(deps, step)) === eventsPerStep);
}
