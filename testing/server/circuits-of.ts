import type { Sql } from "postgres";
import type { App } from "../../server/app/app.ts";
import { present } from "../present.ts";
import { until } from "../until.ts";

/** Waits until so many circuits of a connection keep calls away, as a node sees it. */
export function untilBlocked(
  { metricsOrigin }: App,
  count: number,
  connection = "default",
): Promise<true> {
  const line = new RegExp(`^chatkit_circuits_open\\{provider="${connection}"\\} (\\d+)$`, "m");
  return until(`${count} circuits of ${connection} that are open`, async () => {
    const metrics = await (await fetch(`${metricsOrigin}/metrics`)).text();
    return Number(present(line.exec(metrics))[1]) === count ? true : undefined;
  });
}

/** Tells all nodes that the table of circuits has changed. */
export async function tellCircuits(sql: Sql): Promise<void> {
  await sql`select pg_notify('chatkit_circuit', server || ' ' || model) from model_circuits`;
}

/** Forgets what has failed, on all nodes. */
export async function forgetFailures(sql: Sql, nodes: readonly App[]): Promise<void> {
  await sql`with gone as (delete from model_circuits returning server, model)
    select pg_notify('chatkit_circuit', server || ' ' || model) from gone`;
  for (const node of nodes)
    for (const connection of ["default", "claude"]) await untilBlocked(node, 0, connection);
}
