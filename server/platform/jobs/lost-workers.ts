import type { JobWithMetadata } from "pg-boss";
import type { Sql } from "postgres";
import { keptReason } from "./reason.ts";
import { WorkerLost } from "../worker-lost.ts";

/** Workers that may die or hang over one job: it may be what kills them. */
export const mostLostWorkers = 2;

/** How pg-boss records a try that timed out because its worker died or hung. */
const timedOut = /^(?:job timed out$|job heartbeat timeout$|handler execution exceeded )/;

/** How this server records a try whose child process died. */
const processLost = `${new WorkerLost().name}: `;

/**
 * The number of workers that a job has cost so far, including the previous try. The count is in the
 * job's data, beside its payload, so it moves and is deleted with the job.
 */
export async function countLostWorkers(
  sql: Sql,
  { id, name, output }: Pick<JobWithMetadata<unknown>, "id" | "name" | "output">,
): Promise<number> {
  const reason = keptReason(output);
  if (reason === null || !(timedOut.test(reason) || reason.startsWith(processLost))) return 0;
  const [job] = await sql<{ lost: number }[]>`
    update pgboss.job
    set data = coalesce(data, '{}') || jsonb_build_object('lostWorkers', coalesce((data ->> 'lostWorkers')::int, 0) + 1)
    where name = ${name} and id = ${id}
    returning (data ->> 'lostWorkers')::int as lost`;
  return job?.lost ?? 0;
}
