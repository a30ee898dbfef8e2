import { deadJobSchema, jobStatisticsSchema, listDeadJobsSchema } from "../../../../shared/jobs.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { admin, router } from "../init.ts";
import type { RequestContext } from "../request-context.ts";
import type { DeadJobName } from "../../../platform/jobs/job-store.ts";
import { listDeadJobs, readQueues } from "../../../people/admin/jobs/read-jobs.ts";
import {
  type DeadJobChange,
  discardDeadJob,
  retryDeadJob,
} from "../../../people/admin/jobs/settle-dead-job.ts";

/** Admins monitor jobs. */
export const adminJobsRouter = router({
  /** Every queue, with the number of its jobs and what causes them. */
  overview: admin.query(({ ctx }) => readQueues(ctx.services.people.jobStore)),
  /** Dead jobs, latest first. */
  list: admin
    .input(listDeadJobsSchema)
    .query(({ ctx, input }) => listDeadJobs(ctx.services.people.jobStore, input)),
  retry: admin
    .input(deadJobSchema)
    .mutation(({ ctx, input }) => retryDeadJob(ctx.services.people, changeOf(ctx, input))),
  discard: admin
    .input(deadJobSchema)
    .mutation(({ ctx, input }) => discardDeadJob(ctx.services.people, changeOf(ctx, input))),
  /** A queue's statistics over the last day or week. */
  statistics: admin
    .input(jobStatisticsSchema)
    .query(({ ctx, input }) => ctx.services.people.jobStore.statistics(input.queue, input.span)),
});

function changeOf(
  { viewer, address }: RequestContext & { viewer: Viewer },
  job: DeadJobName,
): DeadJobChange {
  return { ...job, actorId: viewer.userId, address };
}
