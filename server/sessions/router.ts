import { z } from "zod";
import { workflowIdSchema } from "../../shared/id-schemas.ts";
import { limited, router } from "../trpc/init.ts";
import { createSession } from "./create-session.ts";

export const sessionsRouter = router({
  /** A chat session of the viewer's with a workflow; the default one when none is named. */
  create: limited("createSession")
    .input(z.object({ workflowId: workflowIdSchema.optional() }).default({}))
    .mutation(({ ctx, input }) =>
      createSession(ctx.services, {
        userId: ctx.viewer.userId,
        workflowId: input.workflowId ?? ctx.services.defaultWorkflowId,
      }),
    ),
});
