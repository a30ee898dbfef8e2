import { readAnalyticsSchema, setAnalyticsOptOutSchema } from "../../../../shared/analytics.ts";
import { admin, person, router } from "../init.ts";
import { exportAnalytics } from "../../../analytics/export-analytics.ts";
import { readAnalytics } from "../../../analytics/read-analytics.ts";
import { mostPersonsShown, readPersons } from "../../../analytics/read-persons.ts";
import { listComments } from "../../../chat/messages/list-comments.ts";
import { setOptOut } from "../../../analytics/set-opt-out.ts";

/** Figures of all users, for admins. */
export const adminAnalyticsRouter = router({
  read: admin
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) => readAnalytics(ctx.services.analytics, { ...input, userId: null })),
  /** Usage by person. */
  byPerson: admin
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) => readPersons(ctx.services.analytics, input, mostPersonsShown)),
  /** What people wrote with their ratings. */
  comments: admin
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) => listComments(ctx.services.analytics.sql, input)),
  /** All of it as CSV. */
  export: admin
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) => exportAnalytics(ctx.services.analytics, { ...input, userId: null })),
});

/** The viewer's own figures. */
export const analyticsRouter = router({
  mine: person
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) =>
      readAnalytics(ctx.services.analytics, { ...input, userId: ctx.viewer.userId }),
    ),
  exportMine: person
    .input(readAnalyticsSchema)
    .query(({ ctx, input }) =>
      exportAnalytics(ctx.services.analytics, { ...input, userId: ctx.viewer.userId }),
    ),
  /** Opting out also deletes the viewer's existing data. */
  setOptOut: person
    .input(setAnalyticsOptOutSchema)
    .mutation(({ ctx, input }) =>
      setOptOut(ctx.services.analytics.db, { ...input, userId: ctx.viewer.userId }),
    ),
});
