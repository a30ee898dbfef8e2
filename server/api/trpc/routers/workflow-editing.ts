import { z } from "zod";
import type { AuditKind } from "../../../../shared/audit.ts";
import { type ChatSession, stateVariablesSchema } from "../../../../shared/chat-session.ts";
import { workflowIdSchema } from "../../../../shared/id-schemas.ts";
import { newId } from "../../../../shared/ids.ts";
import {
  workflowChangeSchema,
  workflowDraftSchema,
  workflowFileSchema,
} from "../../../../shared/workflow.ts";
import { recordAudit } from "../../../people/audit/record-audit.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { admin, router } from "../init.ts";
import type { RequestContext } from "../request-context.ts";
import {
  createWorkflow,
  discardDraft,
  saveDraft,
  setArchived,
} from "../../../assistants/workflows/editing/edit-draft.ts";
import { importWorkflow } from "../../../assistants/workflows/editing/import-workflow.ts";
import { previewWorkflow } from "../../../assistants/sessions/preview-workflow.ts";
import {
  publishWorkflow,
  rollBackWorkflow,
} from "../../../assistants/workflows/editing/publish-workflow.ts";
import {
  exportWorkflow,
  listForAdmin,
  readForEditing,
} from "../../../assistants/workflows/editing/read-for-admin.ts";

const workflowInput = z.object({ id: workflowIdSchema });
const changeInput = workflowInput.extend({ draftRevision: z.int().min(0) });

/** How admins manage workflows. Edits change a draft; publishing makes it a version. */
export const adminWorkflowsRouter = router({
  list: admin.query(({ ctx }) => {
    const { db, defaultWorkflowId } = ctx.services.assistants;
    return listForAdmin(db, defaultWorkflowId);
  }),
  get: admin.input(workflowInput).query(({ ctx, input }) => {
    const { db, defaultWorkflowId } = ctx.services.assistants;
    return readForEditing(db, { ...input, defaultWorkflowId });
  }),
  /** Creates a workflow, under the client's id or a new one. */
  create: admin
    .input(z.object({ id: workflowIdSchema.optional(), definition: workflowDraftSchema }))
    .mutation(({ ctx, input: { id = newId("workflow"), definition } }) =>
      audited(ctx, "workflow_created", (tx) => createWorkflow(tx, { id, definition })),
    ),
  saveDraft: admin
    .input(changeInput.extend({ definition: workflowChangeSchema }))
    .mutation(async ({ ctx, input: { definition, ...change } }) => ({
      draftRevision: await saveDraft(ctx.services.assistants.db, change, definition),
    })),
  discardDraft: admin.input(changeInput).mutation(async ({ ctx, input }) => ({
    draftRevision: await discardDraft(ctx.services.assistants.db, input),
  })),
  publish: admin
    .input(changeInput)
    .mutation(({ ctx, input }) =>
      audited(ctx, "workflow_published", (tx) => publishWorkflow(tx, input, publisherOf(ctx))),
    ),
  /** Publishes an older version again. */
  rollBack: admin
    .input(workflowInput.extend({ version: z.int().min(1) }))
    .mutation(({ ctx, input }) =>
      audited(ctx, "workflow_rolled_back", (tx) => rollBackWorkflow(tx, input, publisherOf(ctx))),
    ),
  archive: admin
    .input(workflowInput.extend({ isArchived: z.boolean() }))
    .mutation(({ ctx, input: { id, isArchived } }) => {
      const { defaultWorkflowId } = ctx.services.assistants;
      return audited(ctx, isArchived ? "workflow_archived" : "workflow_restored", (tx) =>
        setArchived(tx, { id, defaultWorkflowId }, isArchived),
      );
    }),
  /** Creates a chat session of the admin with the draft. */
  preview: admin
    .input(workflowInput.extend({ stateVariables: stateVariablesSchema.optional() }))
    .mutation(async ({ ctx: { services, viewer }, input }): Promise<ChatSession> => {
      const { id, clientSecret, workflowId, expiresAt, maxRequestsPerMinute } =
        await previewWorkflow(services.assistants, {
          id: input.id,
          adminId: viewer.userId,
          stateVariables: input.stateVariables,
        });
      const session = { id, clientSecret, workflowId, maxRequestsPerMinute };
      return { ...session, expiresAt: expiresAt.toISOString() };
    }),
  export: admin
    .input(workflowInput)
    .query(({ ctx, input }) => exportWorkflow(ctx.services.assistants.db, input.id)),
  import: admin
    .input(workflowFileSchema.extend({ replaces: z.boolean().default(true) }))
    .mutation(({ ctx, input }) =>
      audited(ctx, "workflow_imported", (tx) => importWorkflow(tx, input)),
    ),
});

type AdminContext = RequestContext & { viewer: Viewer };

function publisherOf({ viewer, services: { assistants } }: AdminContext) {
  return { actorId: viewer.userId, defaultWorkflowId: assistants.defaultWorkflowId };
}

/** Makes a change and writes the audit entry, in one transaction. */
function audited<Changed extends { id: string; name: string; version?: number }>(
  { services, viewer, address }: AdminContext,
  kind: AuditKind,
  change: (tx: Transaction) => Promise<Changed>,
): Promise<Changed> {
  return services.assistants.db.transaction(async (tx) => {
    const changed = await change(tx);
    const { id: workflowId, name, version } = changed;
    const details = { workflowId, name, ...(version ? { version: String(version) } : {}) };
    const actorId = viewer.userId;
    await recordAudit(tx, { kind, actorId, userId: actorId, address, details });
    return changed;
  });
}
