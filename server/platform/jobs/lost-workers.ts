import type { JobWithMetadata } from "pg-boss";
import type { Sql } from "postgres";
import { keptReason } from "./reason.ts";
import { WorkerLost } from "../worker-lost.ts";

/** Workers that may die or hang over one job: the next one may be killed by it too. */
export const mostLostWorkers = 2;

/** What pg-boss keeps of a try whose worker has not answered in time: of one that has died, and of one that lives and hangs. */
const timedOut = /^(?:job timed out$|handler execution exceeded )/;

/** What this server keeps of a try that failed with it. */
const processLost = `${new WorkerLost().name}: `;

/**
 * How many workers a job has cost so far, counting the one before this try. The count is kept in
 * the job's data, beside its payload: it goes where the job goes, and is deleted with it.
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
