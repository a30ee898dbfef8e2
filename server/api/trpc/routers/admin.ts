import {
  type CreatedUser,
  createUsersSchema,
  listAuditSchema,
  listUsersSchema,
  userIdSchema,
} from "../../../../shared/admin.ts";
import { adminAnalyticsRouter } from "./analytics.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { admin, adminInPerson, router } from "../init.ts";
import { adminWorkflowsRouter } from "./workflow-editing.ts";
import type { RequestContext } from "../request-context.ts";
import {
  demoteUser,
  disableUser,
  enableUser,
  promoteUser,
  type UserChange,
} from "../../../people/admin/change-user.ts";
import { adminEntryRouter, adminInvitationsRouter } from "./admin-entry.ts";
import { adminBrandingRouter } from "./admin-branding.ts";
import { adminAnnouncementsRouter } from "./announcements.ts";
import { adminConnectionsRouter } from "./admin-connections.ts";
import { adminJobsRouter } from "./admin-jobs.ts";
import { adminPromptsRouter } from "./prompts.ts";
import { createUsers, sendFirstPasswordLink } from "../../../people/admin/create-users.ts";
import { endUserSessions } from "../../../people/admin/end-user-sessions.ts";
import { listAudit } from "../../../people/admin/list-audit.ts";
import { listUsers } from "../../../people/admin/list-users.ts";

/** Procedures for admins and for their API keys with the scope `admin`. */
export const adminRouter = router({
  users: router({
    list: admin
      .input(listUsersSchema)
      .query(({ ctx, input: { cursor, ...page } }) =>
        listUsers(ctx.services.people.db, { ...page, cursor }),
      ),
    /** Creates accounts; the outcome of each, in the order of the request. */
    create: adminInPerson
      .input(createUsersSchema)
      .mutation(async ({ ctx, input }): Promise<CreatedUser[]> => {
        const { people, limits } = ctx.services;
        await limits.take("createUsers", ctx.viewer.userId);
        const change = { actorId: ctx.viewer.userId, address: ctx.address };
        return createUsers(people, change, input.users);
      }),
    /** Another link to choose the first password; its secret only on a server without mail. */
    sendLink: adminInPerson
      .input(userIdSchema)
      .mutation(async ({ ctx, input }): Promise<{ secret: string | null }> => {
        const { people, limits } = ctx.services;
        await limits.take("createUsers", ctx.viewer.userId);
        const change = { actorId: ctx.viewer.userId, address: ctx.address };
        return sendFirstPasswordLink(people, change, input.userId);
      }),
    /** Signs a user out on all devices. */
    endSessions: admin
      .input(userIdSchema)
      .mutation(({ ctx, input }) => endUserSessions(ctx.services.people.db, changeOf(ctx, input))),
    disable: admin
      .input(userIdSchema)
      .mutation(({ ctx, input }) => disableUser(ctx.services.chat, changeOf(ctx, input))),
    enable: admin
      .input(userIdSchema)
      .mutation(({ ctx, input }) => enableUser(ctx.services.chat, changeOf(ctx, input))),
    promote: adminInPerson
      .input(userIdSchema)
      .mutation(({ ctx, input }) => promoteUser(ctx.services.chat, changeOf(ctx, input))),
    demote: admin
      .input(userIdSchema)
      .mutation(({ ctx, input }) => demoteUser(ctx.services.chat, changeOf(ctx, input))),
  }),
  entry: adminEntryRouter,
  invitations: adminInvitationsRouter,
  workflows: adminWorkflowsRouter,
  jobs: adminJobsRouter,
  connections: adminConnectionsRouter,
  branding: adminBrandingRouter,
  announcements: adminAnnouncementsRouter,
  prompts: adminPromptsRouter,
  /** The models that a workflow can name. */
  models: admin.query(({ ctx }) => ctx.services.models.listModels()),
  /** The models that are not called at the moment, and why. */
  failingModels: admin.query(({ ctx }) => ctx.services.models.failingModels()),
  analytics: adminAnalyticsRouter,
  audit: admin
    .input(listAuditSchema)
    .query(({ ctx, input: { cursor, limit } }) =>
      listAudit(ctx.services.people.db, { cursor, limit }),
    ),
});

function changeOf(
  { viewer, address }: RequestContext & { viewer: Viewer },
  { userId }: { userId: string },
): UserChange {
  return { userId, actorId: viewer.userId, address };
}
