import type { Sql } from "postgres";

/** The data of a year. */
export interface Filling {
  /** Active users per day. */
  people: number;
  workflows: number;
  models: number;
  /** Events per day. */
  events: number;
  /** The last days, for which the events exist too. */
  eventDays: number;
}

const figures = `10 + n % 7, 100 + n % 31, 100 + n % 31, n % 3, n % 2, 90000, 30000, n % 11, n % 5, 3, 1,
  jsonb_build_object('60', 5 + n % 9, '66', 20, '70', 40, '72', 40 + n % 5, '75', 25, '80', 8, '88', 1)`;

/** Fills in a year up to now: figures as counting leaves them, and the events of the last days. */
export async function fillYear(sql: Sql, filling: Filling): Promise<void> {
  const { people, workflows, models, eventDays, events } = filling;
  await sql.unsafe(
    `insert into users (id) select 'user_bench_' || n from generate_series(1, ${people}) n`,
  );
  for (const step of ["hour", "day", "month"])
    await sql.unsafe(`
      insert into analytics_totals
      select '${step}', at, 'wf_' || (n % ${workflows}), case when m = 0 then '' else 'model-' || m end, ${figures}
      from generate_series(date_trunc('${step}', now() - interval '1 year', 'UTC'), now(), '1 ${step}') at,
        generate_series(1, ${workflows}) n, generate_series(0, ${models}) m`);
  // Three hours of each user's day, then the day.
  for (const [step, times] of [
    ["hour", 3],
    ["day", 1],
  ] as const)
    await sql.unsafe(`
      insert into analytics_user_totals
      select 'user_bench_' || n, '${step}', at + h * interval '1 hour', 'wf_' || (n % ${workflows}), 'model-1', ${figures}
      from generate_series(date_trunc('day', now() - interval '1 year', 'UTC'), now(), '1 day') at,
        generate_series(1, ${people}) n, generate_series(0, ${times - 1}) h`);
  await sql.unsafe(`
    insert into analytics_user_totals
    select 'user_bench_' || n, 'month', at, 'wf_' || (n % ${workflows}), 'model-1', ${figures}
    from generate_series(date_trunc('month', now() - interval '1 year', 'UTC'), now(), '1 month') at,
      generate_series(1, ${people}) n`);
  for (const span of ["hour", "day", "week", "month", "year"])
    await sql.unsafe(`
      insert into analytics_people
      select '${span}', at, case when n = 0 then '' else 'wf_' || (n - 1) end, ${people}
      from generate_series(date_trunc('${span}', now() - interval '1 year', 'UTC'), now(), '1 ${span}') at,
        generate_series(0, ${workflows}) n`);
  await fillEvents(sql, { people, workflows, models, eventDays, events });
}

/** A third each of user messages, replies and their messages, all counted already. */
async function fillEvents(sql: Sql, filling: Filling): Promise<void> {
  const { people, workflows, models, eventDays, events } = filling;
  await sql.unsafe(`
    insert into analytics_events (id, user_id, at, is_counted, batch_id, fact)
    select 'evt_' || n, 'user_bench_' || (1 + n % ${people}), now() - (n::float8 / ${events}) * interval '1 day', true, 'batch_' || n / 500,
      case n % 3 when 1 then jsonb_build_object('kind', 'generation_finished', 'workflowId', 'wf_' || (n % ${workflows}),
          'workflowVersion', 1, 'model', 'model-' || (1 + n % ${models}), 'outcome', 'completed', 'inputTokens', 900,
          'outputTokens', 300, 'firstTokenMs', 200 + n % 1500, 'durationMs', 4000)
        else jsonb_build_object('kind', 'message', 'workflowId', 'wf_' || (n % ${workflows}),
          'role', case n % 3 when 0 then 'user' else 'assistant' end, 'length', 200, 'language', 'en') end
    from generate_series(1, ${events * eventDays}) n`);
}
