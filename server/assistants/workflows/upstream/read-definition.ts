import { z } from "zod";
import { findMissing } from "../../../../shared/find-missing.ts";
import { type WorkflowDefinition, workflowDraftSchema } from "../../../../shared/workflow.ts";
import { defaultWorkflow } from "../default-workflow.ts";

/** A workflow in another server's response: an exported file, or its fields beside the id. */
const bodySchema = z.looseObject({
  id: z.string(),
  definition: z.record(z.string(), z.unknown()).optional(),
});

/** Another server's response is not a valid workflow. The message names fields, never values. */
export class UnreadableWorkflow extends Error {
  override readonly name = "UnreadableWorkflow";
}

/**
 * Parses the definition in another server's response. Missing fields, except the name and the model
 * choice, are the default workflow's; texts that are present must be complete.
 *
 * @throws UnreadableWorkflow
 */
export function readDefinition(body: unknown, id: string): WorkflowDefinition {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success || parsed.data.id !== id)
    throw new UnreadableWorkflow("it does not have the id that was asked for");
  const { definition: given = parsed.data } = parsed.data;
  const { name: _, modelChoice: __, ...defaults } = defaultWorkflow;
  const told = Object.entries(given).filter(([, value]) => value !== undefined);
  const definition = workflowDraftSchema.safeParse({ ...defaults, ...Object.fromEntries(told) });
  if (!definition.success) {
    const paths = definition.error.issues.slice(0, 5).map(({ path }) => path.join("."));
    throw new UnreadableWorkflow(`it does not fit: ${paths.join(", ")}`);
  }
  const missing = findMissing(definition.data);
  if (missing.length > 0) throw new UnreadableWorkflow(`it lacks ${missing.join(", ")}`);
  return definition.data;
}
