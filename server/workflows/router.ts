import { z } from "zod";
import { workflowIdSchema } from "../../shared/id-schemas.ts";
import { router, signedIn } from "../trpc/init.ts";
import { listWorkflows, requireWorkflow, toWorkflow } from "./find-workflow.ts";

export const workflowsRouter = router({
  list: signedIn.query(({ ctx }) => listWorkflows(ctx.services.db, ctx.services.model)),
  /** One workflow; the default one without an id. */
  get: signedIn
    .input(z.object({ id: workflowIdSchema.optional() }).default({}))
    .query(async ({ ctx, input }) => {
      const { db, model, defaultWorkflowId } = ctx.services;
      return toWorkflow(await requireWorkflow(db, input.id ?? defaultWorkflowId), model);
    }),
});
