import type { Sql } from "postgres";
import type { AnalyticsRange, AnalyticsView } from "../../shared/analytics.ts";
import { type Stretch, stretchAround } from "../../shared/calendar.ts";
import { type CountDeps, countEvents, eventsPerRead } from "./count-events.ts";
import type { ModelPrices } from "./model-prices.ts";
import { type ConnectionFacts, listConnections } from "./list-connections.ts";
import { type PriceSources, readPrices } from "./read-prices.ts";
import { hasCost, type KeptFigures, sumFigures, unpricedTokens } from "./sum-figures.ts";

/** Dependencies of reading. */
export interface ReadDeps extends CountDeps, PriceSources, Pick<ConnectionFacts, "connectionOf"> {
  /** The names of workflows by id. A workflow without a name here is shown by its id. */
  nameWorkflows: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Whose figures to read, over which range of the calendar. */
export interface AnalyticsWish {
  /** Null for all users. */
  userId: string | null;
  range: AnalyticsRange;
  /** Any day of the range, such as `2026-11-25`; today by default. */
  on?: string | undefined;
}

/**
 * Reads the figures of a range from the tables that counting maintains. Counts new events first, so
 * the result is current unless the backlog is large.
 */
export async function readAnalytics(deps: ReadDeps, wish: AnalyticsWish): Promise<AnalyticsView> {
  const prices = await readPrices(deps);
  await countEvents(deps, { limit: eventsPerRead, prices });
  const { sql } = deps;
  const { userId, range } = wish;
  const moment = wish.on === undefined ? new Date() : new Date(`${wish.on}T00:00:00Z`);
  const stretch = stretchAround(range, moment);
  const [rows, people] = await Promise.all([
    readFigures(sql, userId, stretch),
    userId === null ? readPeople(sql, range, stretch) : null,
  ]);
  const byStart = Map.groupBy(rows, ({ startsMs }) => startsMs);
  return {
    range,
    step: stretch.step,
    starts: stretch.starts.toISOString(),
    ends: stretch.ends.toISOString(),
    totals: { ...sumFigures(rows, prices), people: people?.whole.get("") ?? (people && 0) },
    series: stretch.points.map((point) => ({
      at: point.toISOString(),
      ...sumFigures(byStart.get(point.getTime()) ?? [], prices),
      people: people?.steps.get(point.getTime()) ?? (people && 0),
    })),
    workflows: await listWorkflows(rows, { people, prices, nameWorkflows: deps.nameWorkflows }),
    models: listModels(rows, prices),
    connections: listConnections(rows, { prices, connectionOf: deps.connectionOf }),
    unpriced: listUnpriced(rows, prices),
  };
}

function readFigures(
  sql: Sql,
  userId: string | null,
  { step, starts, ends }: Stretch,
): Promise<KeptFigures[]> {
  const table =
    userId === null
      ? sql`analytics_totals where`
      : sql`analytics_user_totals where user_id = ${userId} and`;
  return sql<KeptFigures[]>`
    select extract(epoch from starts)::float8 * 1000 as "startsMs", workflow_id as "workflowId", model, sessions, messages, replies, errors, stopped,
      input_tokens::float8 as "inputTokens", output_tokens::float8 as "outputTokens",
      cached_input_tokens::float8 as "cachedInputTokens", cache_write_tokens::float8 as "cacheWriteTokens",
      reasoning_tokens::float8 as "reasoningTokens", cost as "countedCost",
      priced_input_tokens::float8 as "pricedInputTokens", priced_cached_input_tokens::float8 as "pricedCachedInputTokens",
      priced_cache_write_tokens::float8 as "pricedCacheWriteTokens", priced_output_tokens::float8 as "pricedOutputTokens",
      feedback_positive as "feedbackPositive", feedback_negative as "feedbackNegative", sign_ins as "signIns", registrations,
      first_tokens as "firstTokens"
    from ${table} step = ${step} and starts >= ${starts.toISOString()} and starts < ${ends.toISOString()}`;
}

/** The number of distinct people. */
interface People {
  /** Over the whole range, by workflow; the empty key is the total. */
  whole: ReadonlyMap<string, number>;
  /** In each step, by its start. */
  steps: ReadonlyMap<number, number>;
}

async function readPeople(
  sql: Sql,
  range: AnalyticsRange,
  { step, starts, ends }: Stretch,
): Promise<People> {
  const rows = await sql<
    { isWhole: boolean; startsMs: number; workflowId: string; people: number }[]
  >`
    select span = ${range} as "isWhole", extract(epoch from starts)::float8 * 1000 as "startsMs", workflow_id as "workflowId", people from analytics_people
    where (span = ${range} and starts = ${starts.toISOString()})
      or (span = ${step} and starts >= ${starts.toISOString()} and starts < ${ends.toISOString()} and workflow_id = '')`;
  const whole = rows.filter(({ isWhole }) => isWhole);
  const steps = rows.filter(({ isWhole }) => !isWhole);
  return {
    whole: new Map(whole.map(({ workflowId, people }) => [workflowId, people])),
    steps: new Map(steps.map((row) => [row.startsMs, row.people])),
  };
}

/** What the figures of workflows need besides the stored rows. */
interface WorkflowFacts extends Pick<ReadDeps, "prices" | "nameWorkflows"> {
  people: People | null;
}

/** By workflow, most messages first. */
async function listWorkflows(
  rows: readonly KeptFigures[],
  { people, prices, nameWorkflows }: WorkflowFacts,
): Promise<AnalyticsView["workflows"]> {
  const named = Map.groupBy(
    rows.filter(({ workflowId }) => workflowId !== ""),
    ({ workflowId }) => workflowId,
  );
  const names = await nameWorkflows([...named.keys()]);
  return [...named]
    .map(([workflowId, its]) => ({
      workflowId,
      name: names.get(workflowId) ?? workflowId,
      ...sumFigures(its, prices),
      people: people && (people.whole.get(workflowId) ?? 0),
    }))
    .toSorted((a, b) => b.messages - a.messages || a.name.localeCompare(b.name));
}

/** By model, most replies first. */
function listModels(rows: readonly KeptFigures[], prices: ModelPrices): AnalyticsView["models"] {
  const named = Map.groupBy(
    rows.filter(({ model }) => model !== ""),
    ({ model }) => model,
  );
  return [...named]
    .map(([model, its]) => ({ model, ...sumFigures(its, prices) }))
    .toSorted((a, b) => b.replies - a.replies || a.model.localeCompare(b.model));
}

function listUnpriced(rows: readonly KeptFigures[], prices: ModelPrices): string[] {
  if (prices.size === 0 && !rows.some(hasCost)) return [];
  const unpriced = rows.map((row) => ({ model: row.model, left: unpricedTokens(row) }));
  const used = unpriced.filter(({ left }) => left.inputTokens + left.outputTokens > 0);
  return [...new Set(used.map(({ model }) => model))]
    .filter((model) => !prices.has(model))
    .toSorted();
}
