import { bucketSql } from "./first-token-buckets.ts";
import { costSql } from "./token-cost.ts";

/** Plus one for a new rating, minus one for the rating it replaces. */
const opinions = (kind: string) =>
  `(kind = 'feedback')::int * ((fact ->> 'rating' is not distinct from '${kind}')::int - (fact ->> 'before' is not distinct from '${kind}')::int)`;

/** Most tokens that an event counts: a wrong number in one must not fail the counting of all. */
const mostTokens = 1_000_000_000;

const tokensAt = (name: string) =>
  `case when jsonb_typeof(fact -> '${name}') = 'number'
    then trunc(greatest(0, least(${mostTokens}, (fact ->> '${name}')::numeric)))::bigint else 0 end`;

const tokens = {
  inputTokens: tokensAt("inputTokens"),
  cachedInputTokens: tokensAt("cachedInputTokens"),
  cacheWriteTokens: tokensAt("cacheWriteTokens"),
  outputTokens: tokensAt("outputTokens"),
};

/** The tokens if the price of their model is known. */
const ifPriced = (count: string) => `case when price is null then 0 else ${count} end`;

/** Columns that are plain sums, and how each is computed from an event `e`. */
const counts: Record<string, string> = {
  sessions: "(kind = 'session_created')::int",
  messages: "(kind = 'message' and fact ->> 'role' = 'user')::int",
  replies: "(kind = 'generation_finished')::int",
  errors: "(kind = 'generation_finished' and fact ->> 'outcome' in ('failed', 'interrupted'))::int",
  stopped: "(kind = 'generation_finished' and fact ->> 'outcome' = 'stopped')::int",
  input_tokens: tokens.inputTokens,
  output_tokens: tokens.outputTokens,
  cached_input_tokens: tokens.cachedInputTokens,
  cache_write_tokens: tokens.cacheWriteTokens,
  reasoning_tokens: tokensAt("reasoningTokens"),
  cost: `coalesce(${costSql("price", tokens)}, 0)`,
  priced_input_tokens: ifPriced(tokens.inputTokens),
  priced_cached_input_tokens: ifPriced(tokens.cachedInputTokens),
  priced_cache_write_tokens: ifPriced(tokens.cacheWriteTokens),
  priced_output_tokens: ifPriced(tokens.outputTokens),
  feedback_positive: opinions("positive"),
  feedback_negative: opinions("negative"),
  sign_ins: "(kind = 'signed_in')::int",
  registrations: "(kind = 'registered')::int",
};

const names = Object.keys(counts);
const each = (write: (name: string) => string) => names.map(write).join(", ");
const key = "step, starts, workflow_id, model";

/** Adds new figures to the existing row, and merges the buckets of first-token times. */
export const addFigures = (table: string) => `do update set
  ${each((name) => `${name} = ${table}.${name} + excluded.${name}`)},
  first_tokens = (
    select coalesce(jsonb_object_agg(bucket, times), '{}') from (
      select key as bucket, sum(value::int)::int as times from (
        select * from jsonb_each_text(${table}.first_tokens)
        union all select * from jsonb_each_text(excluded.first_tokens)
      ) as both_sides group by key
    ) as added
  )`;

/** All columns of figures except the owner's. */
export const figureColumns = `${key}, ${names.join(", ")}, first_tokens`;

const buckets =
  "coalesce(jsonb_object_agg(bucket, times) filter (where bucket is not null), '{}') as first_tokens";

const addTo = (table: string, whose: string, from: string) => `
  insert into ${table} (${whose}${figureColumns})
  select ${whose}${key}, ${each((name) => `sum(${name})`)}, ${buckets}
  from ${from} group by ${whose}${key}
  on conflict (${whose}${key}) ${addFigures(table)}`;

/**
 * Takes the oldest uncounted events, at most `$1`, adds them to the figures of every step and to
 * the people of every span, and returns the number of events of each kind. Atomic, as one
 * statement. `$2` are today's prices, as `writePrices` writes them.
 */
export const countEventsStatement = `
with prices as materialized (
  select $2::text::jsonb as list
), taken as (
  update analytics_events set is_counted = true
  where seq in (select seq from analytics_events where not is_counted order by seq limit $1)
  returning user_id, at, fact, fact ->> 'kind' as kind
), events as (
  select user_id, at, kind, coalesce(fact ->> 'workflowId', '') as workflow_id, coalesce(fact ->> 'model', '') as model,
    ${bucketSql("(fact ->> 'firstTokenMs')::bigint")} as bucket, ${each((name) => `${counts[name]} as ${name}`)}
  from taken cross join prices cross join lateral (select list -> (fact ->> 'model') as price) as priced
), parts as (
  select user_id, step, date_trunc(step, at, 'UTC') as starts, workflow_id, model, bucket, count(bucket)::int as times,
    ${each((name) => `sum(${name}) as ${name}`)}
  from events cross join (values ('hour'), ('day'), ('month')) as steps(step)
  group by user_id, step, 3, workflow_id, model, bucket
), everybody as (
  select ${key}, bucket, sum(times)::int as times, ${each((name) => `sum(${name}) as ${name}`)}
  from parts group by ${key}, bucket
), user_totals as (${addTo("analytics_user_totals", "user_id, ", "parts")}
), totals as (${addTo("analytics_totals", "", "everybody")}
), arrived as (
  insert into analytics_presences (span, starts, workflow_id, user_id)
  select distinct span, date_trunc(span, at, 'UTC'), place, user_id
  from events cross join (values ('hour'), ('day'), ('week'), ('month'), ('year')) as spans(span)
    cross join lateral (values (''), (workflow_id)) as places(place)
  on conflict do nothing returning span, starts, workflow_id
), people as (
  insert into analytics_people (span, starts, workflow_id, people)
  select span, starts, workflow_id, count(*) from arrived group by span, starts, workflow_id
  on conflict (span, starts, workflow_id) do update set people = analytics_people.people + excluded.people
)
select kind, count(*)::int as times from events group by kind`;
