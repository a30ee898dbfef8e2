import type { Sql } from "postgres";
import type { App } from "../../server/app/app.ts";
import { present } from "../present.ts";
import { until } from "../until.ts";

/** A node whose metrics can be read. */
type MeasuredNode = Pick<App, "metricsOrigin">;

/** Waits until so many circuits of the connection `default` keep calls away, as a node sees it. */
export function untilBlocked(node: MeasuredNode, count: number): Promise<true> {
  const line = /^chatkit_circuits_open\{provider="default"\} (\d+)$/m;
  return until(`${count} circuits that are open`, async () => {
    return Number(present(line.exec(await readMetrics(node)))[1]) === count ? true : undefined;
  });
}

/** Notifies all nodes that the table of circuits has changed. */
export async function tellCircuits(sql: Sql): Promise<void> {
  await sql`select pg_notify('chatkit_circuit', server || ' ' || model) from model_circuits`;
}

/** Forgets what has failed, on all nodes, as if the pauses were over. */
export async function forgetFailures(sql: Sql, nodes: readonly MeasuredNode[]): Promise<void> {
  await sql`with gone as (delete from model_circuits returning server, model)
    select pg_notify('chatkit_circuit', server || ' ' || model) from gone`;
  for (const node of nodes)
    await until("no circuit to keep calls away", async () =>
      /^chatkit_circuits_open\{[^}]*\} [1-9]/m.test(await readMetrics(node)) ? undefined : true,
    );
}

async function readMetrics({ metricsOrigin }: MeasuredNode): Promise<string> {
  const answer = await fetch(`${metricsOrigin}/metrics`);
  return answer.text();
}
