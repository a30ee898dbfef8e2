import { z } from "zod";
import { workflowIdSchema } from "../../../../shared/id-schemas.ts";
import { router, signedIn } from "../init.ts";
import { toWorkflow } from "../../../assistants/workflows/definition.ts";
import {
  listWorkflows,
  requireUsableWorkflow,
} from "../../../assistants/workflows/find-workflow.ts";
import { readRights } from "../../../assistants/sessions/read-rights.ts";
import { requireSessionsWorkflow } from "../../../assistants/workflows/find-sessions-workflow.ts";

export const workflowsRouter = router({
  /** The workflows in which the viewer may start a thread. */
  list: signedIn.query(async ({ ctx: { services, viewer } }) => {
    const { db } = services.assistants;
    const rights = await readRights(db, viewer);
    return listWorkflows(db, { userId: viewer.userId, models: services.models, rights });
  }),
  /**
   * One workflow; the default one without an id. A chat session's user was given access by the
   * session, and sees its settings.
   */
  get: signedIn
    .meta({ reach: "workflow" })
    .input(z.object({ id: workflowIdSchema.optional() }).default({}))
    .query(async ({ ctx: { services, viewer }, input }) => {
      const { db, defaultWorkflowId, prepareWorkflow } = services.assistants;
      const id = input.id ?? defaultWorkflowId;
      await prepareWorkflow({ id, caller: viewer.userId });
      const row = viewer.chatSession
        ? await requireSessionsWorkflow(db, { id, sessionId: viewer.chatSession.id })
        : await requireUsableWorkflow(db, { id, userId: viewer.userId });
      return toWorkflow(row, services.models, await readRights(db, viewer));
    }),
});
