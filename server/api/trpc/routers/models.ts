import { z } from "zod";
import { workflowIdSchema } from "../../../../shared/id-schemas.ts";
import { modelNameSchema, mostModelsOnPage } from "../../../../shared/model.ts";
import { readRights } from "../../../assistants/sessions/read-rights.ts";
import { requireSessionsWorkflow } from "../../../assistants/workflows/find-sessions-workflow.ts";
import { requireOpenWorkflow } from "../../../assistants/workflows/find-workflow.ts";
import {
  type ChoiceOfUser,
  offerModels,
  requireOfferedModel,
} from "../../../assistants/workflows/offer-models.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { router, signedIn } from "../init.ts";
import type { RequestContext } from "../request-context.ts";

const inWorkflow = z.object({ workflowId: workflowIdSchema.optional() });

export const modelsRouter = router({
  /** The models that the viewer may choose in a workflow; of the default one without an id. */
  list: signedIn
    .meta({ reach: "inWorkflow" })
    .input(
      inWorkflow.extend({
        query: z.string().max(200).optional(),
        names: z.array(modelNameSchema).max(20).optional(),
        cursor: z.int().min(0).optional(),
        limit: z.int().min(1).max(mostModelsOnPage).default(50),
      }),
    )
    .query(async ({ ctx, input: { workflowId, ...page } }) =>
      offerModels(ctx.services.models.catalog, await choiceOf(ctx, workflowId), page),
    ),
  /** One of them, and how long it can be asked to think. */
  get: signedIn
    .meta({ reach: "inWorkflow" })
    .input(inWorkflow.extend({ name: modelNameSchema }))
    .query(async ({ ctx, input: { workflowId, name } }) => {
      const { catalog, effortsOf } = ctx.services.models;
      const model = await requireOfferedModel(catalog, await choiceOf(ctx, workflowId), name);
      return { ...model, efforts: await effortsOf(name) };
    }),
});

async function choiceOf(
  { services, viewer }: RequestContext & { viewer: Viewer },
  named: string | undefined,
): Promise<ChoiceOfUser> {
  const { db, defaultWorkflowId } = services.assistants;
  const { userId, chatSession } = viewer;
  const id = named ?? defaultWorkflowId;
  const [workflow, rights] = await Promise.all([
    chatSession
      ? requireSessionsWorkflow(db, { id, sessionId: chatSession.id })
      : requireOpenWorkflow(db, { id, userId }),
    readRights(db, viewer),
  ]);
  return { workflow, rights };
}
