import { readAnalyticsSchema, setAnalyticsOptOutSchema } from "../../../../shared/analytics.ts";
import { admin, person, router } from "../init.ts";
import { exportAnalytics } from "../../../analytics/export-analytics.ts";
import { readAnalytics, type ReadDeps } from "../../../analytics/read-analytics.ts";
import { setOptOut } from "../../../analytics/set-opt-out.ts";
import { nameWorkflows } from "../../../assistants/workflows/name-workflows.ts";
import type { Services } from "../request-context.ts";

function depsOf(services: Services): ReadDeps {
  return { ...services, nameWorkflows: (ids) => nameWorkflows(services.sql, ids) };
}

/** Everybody's figures, for admins. */
export const adminAnalyticsRouter = router({
  read: admin
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) => readAnalytics(depsOf(ctx.services), { ...input, userId: null })),
  /** The same as CSV. */
  export: admin
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) => exportAnalytics(depsOf(ctx.services), { ...input, userId: null })),
});

/** Somebody's own figures. */
export const analyticsRouter = router({
  mine: person
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) =>
      readAnalytics(depsOf(ctx.services), { ...input, userId: ctx.viewer.userId }),
    ),
  exportMine: person
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) =>
      exportAnalytics(depsOf(ctx.services), { ...input, userId: ctx.viewer.userId }),
    ),
  /** Opting out also deletes what is kept of the viewer. */
  setOptOut: person
    .input(setAnalyticsOptOutSchema)
    .mutation(({ ctx, input }) =>
      setOptOut(ctx.services.db, { ...input, userId: ctx.viewer.userId }),
    ),
});
