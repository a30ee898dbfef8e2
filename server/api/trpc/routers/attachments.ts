import { attachmentIdSchema, createAttachmentSchema } from "../../../../shared/requests.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { deliver } from "../deliver.ts";
import { limited, router, signedIn } from "../init.ts";
import { createAttachment } from "../../../chat/attachments/create-attachment.ts";
import { deleteAttachment } from "../../../chat/attachments/delete-attachment.ts";
import { findAttachment } from "../../../chat/attachments/find-attachment.ts";
import { watchAttachment } from "../../../chat/attachments/watch-attachment.ts";

export const attachmentsRouter = router({
  /** Announces a file. Its parts go to `PUT /api/attachments/{id}/parts/{position}`. */
  create: limited("upload")
    .meta({ reach: "inWorkflow" })
    .input(createAttachmentSchema)
    .mutation(async ({ ctx: { services, viewer }, input }) => {
      const { defaultWorkflowId, prepareWorkflow } = services.assistants;
      const id = input.workflowId ?? defaultWorkflowId;
      await prepareWorkflow({ id, caller: viewer.userId });
      return createAttachment(services.chat, viewer, input);
    }),
  /** The state of an upload. */
  get: signedIn
    .meta({ reach: "own" })
    .input(attachmentIdSchema)
    .query(({ ctx, input }) => findAttachment(ctx.services.chat.db, ofViewer(ctx.viewer, input))),
  /** The same, and again when processing has finished; completes when it is ready or refused. */
  watch: signedIn
    .meta({ reach: "own" })
    .input(attachmentIdSchema)
    .subscription(({ ctx, input, signal }) =>
      deliver(ctx, signal, (until) =>
        watchAttachment(ctx.services.chat, ofViewer(ctx.viewer, input), until),
      ),
    ),
  /** Deletes a file that no message uses. */
  delete: signedIn
    .meta({ reach: "own" })
    .input(attachmentIdSchema)
    .mutation(({ ctx, input }) =>
      deleteAttachment(ctx.services.chat.db, ofViewer(ctx.viewer, input)),
    ),
});

function ofViewer({ userId, chatSession }: Viewer, { attachmentId }: { attachmentId: string }) {
  return { attachmentId, userId, chatSession };
}
