import { z } from "zod";
import type { ChatSession } from "../../../../shared/chat-session.ts";
import { idSchema, workflowIdSchema } from "../../../../shared/id-schemas.ts";
import { limited, router, signedIn } from "../init.ts";
import { cancelSession } from "../../../assistants/sessions/cancel-session.ts";
import { createSession } from "../../../assistants/sessions/create-session.ts";

export const sessionsRouter = router({
  /** Creates a chat session of the viewer with a workflow, by default the server's. */
  create: limited("createSession")
    .input(z.object({ workflowId: workflowIdSchema.optional() }).default({}))
    .mutation(async ({ ctx, input }): Promise<ChatSession> => {
      const { id, clientSecret, workflowId, expiresAt, maxRequestsPerMinute } = await createSession(
        ctx.services.assistants,
        {
          userId: ctx.viewer.userId,
          workflowId: input.workflowId ?? ctx.services.assistants.defaultWorkflowId,
          ownerId: null,
          apiKeyId: ctx.viewer.scopes ? ctx.viewer.carrierId : undefined,
        },
      );
      const session = { id, clientSecret, workflowId, maxRequestsPerMinute };
      return { ...session, expiresAt: expiresAt.toISOString() };
    }),
  /** Ends one of the viewer's chat sessions: its secret stops working. */
  cancel: signedIn
    .input(z.object({ id: idSchema("chatSession") }))
    .mutation(async ({ ctx, input: { id } }) => {
      const { status } = await cancelSession(ctx.services.assistants.db, {
        id,
        userId: ctx.viewer.userId,
      });
      return { id, status };
    }),
});
