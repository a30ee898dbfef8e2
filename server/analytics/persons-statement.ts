import { costSql } from "./token-cost.ts";

/** The columns that are added up for each person, and their names in a result. */
const sums = {
  messages: "messages",
  replies: "replies",
  errors: "errors",
  inputTokens: "input_tokens",
  cachedInputTokens: "cached_input_tokens",
  cacheWriteTokens: "cache_write_tokens",
  outputTokens: "output_tokens",
  reasoningTokens: "reasoning_tokens",
};

const columns = Object.values(sums);
const each = (write: (column: string, name: string) => string) =>
  Object.entries(sums)
    .map(([name, column]) => write(column, name))
    .join(", ");

/** The stored columns that the cost is made of. */
const costColumns = [
  "cost",
  ...["input", "cached_input", "cache_write", "output"].map((kind) => `priced_${kind}_tokens`),
];
const stored = [...columns, ...costColumns];
const addUp = (names: readonly string[]) =>
  names.map((column) => `sum(${column}) as ${column}`).join(", ");

const inRange = "step = $1 and starts >= $2::timestamptz and starts < $3::timestamptz";

const unpricedCost = costSql("price", {
  inputTokens: "input_tokens - priced_input_tokens",
  cachedInputTokens: "cached_input_tokens - priced_cached_input_tokens",
  cacheWriteTokens: "cache_write_tokens - priced_cache_write_tokens",
  outputTokens: "output_tokens - priced_output_tokens",
});

/** Sums rows by owner and model into sums by owner, with the cost as `sum-figures.ts` computes it. */
const priced = (from: string, owner: string) => `
  select ${owner}, ${each((column) => `sum(${column}) as ${column}`)}, sum(
    case when price is not null then cost + ${unpricedCost}
      when priced_input_tokens + priced_output_tokens > 0 then cost end) as cost
  from ${from} cross join prices cross join lateral (select list -> model as price) as priced
  group by ${owner}`;

/**
 * Usage by person, in one statement, so that all lines come from the same moment: what no user has
 * any more is the server's figures without those of users.
 *
 * `$1` step, `$2` start, `$3` end, `$4` prices as `writePrices` writes them, `$5` most accounts with a line of their own.
 */
export const personsStatement = `
with prices as materialized (
  select $4::text::jsonb as list
), used as materialized (
  select user_id, model, ${addUp(stored)}
  from analytics_user_totals where ${inRange} group by user_id, model
), owned as (
  select coalesce(u.owner_id, u.id) as account, used.model, ${stored.join(", ")}
  from used join users u on u.id = used.user_id
), accounts as (${priced("owned", "account")}
), ranked as (
  select accounts.*, a.email, a.is_guest, row_number() over (
    order by a.is_guest, cost desc nulls last, input_tokens + output_tokens desc, replies desc, a.id
  ) as rank
  from accounts join users a on a.id = accounts.account
), lines as (
  select case when is_guest then 'guests' when rank <= $5 then 'account' else 'others' end as kind,
    case when not is_guest and rank <= $5 then account else '' end as "userId", email, rank, cost, ${columns.join(", ")}
  from ranked
), whole as (${priced(`(select 'deleted' as kind, model, ${stored.join(", ")} from analytics_totals where ${inRange}) as all_of_it`, "kind")}
), rest as (
  select kind, ${each((column) => `whole.${column} - coalesce(known.${column}, 0) as ${column}`)},
    whole.cost - coalesce(known.cost, 0) as cost
  from whole, (select sum(cost) as cost, ${each((column) => `sum(${column}) as ${column}`)} from accounts) as known
)
select kind, "userId", max(email) as email, count(*)::int as people, sum(cost)::float8 as cost,
  ${each((column, name) => `sum(${column})::float8 as "${name}"`)}, min(rank) as rank
from lines group by kind, "userId"
union all
select kind, '', null, 0, cost::float8, ${each((column, name) => `${column}::float8 as "${name}"`)}, null from rest
order by rank nulls last, kind`;
