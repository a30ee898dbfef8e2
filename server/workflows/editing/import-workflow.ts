import { eq, sql } from "drizzle-orm";
import type { WorkflowFile } from "../../../shared/workflow.ts";
import type { Transaction } from "../../db/client.ts";
import { workflows } from "../../db/schema/workflows.ts";
import { createWorkflow } from "./edit-draft.ts";

/**
 * Takes over a workflow from a file. It becomes a draft, of a new workflow or of the one with its
 * id, in place of the draft that was there; publishing it is another step.
 *
 * @returns whether there was none with its id
 */
export async function importWorkflow(
  tx: Transaction,
  { id, definition }: WorkflowFile,
): Promise<{ id: string; name: string; isNew: boolean }> {
  const changed = await tx
    .update(workflows)
    .set({ draft: definition, draftRevision: sql`${workflows.draftRevision} + 1` })
    .where(eq(workflows.id, id))
    .returning({ id: workflows.id });
  const isNew = changed.length === 0;
  if (isNew) await createWorkflow(tx, { id, definition });
  return { id, name: definition.name, isNew };
}
