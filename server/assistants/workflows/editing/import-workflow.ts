import { eq, sql } from "drizzle-orm";
import type { WorkflowFile } from "../../../../shared/workflow.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { workflows } from "../../../platform/db/schema/workflows.ts";
import { createWorkflow } from "./edit-draft.ts";

/**
 * Imports a workflow from a file as the draft of a new or existing workflow, replacing any draft.
 * It is not published.
 *
 * @param file.replaces false if the caller expects no workflow with this id
 * @returns whether the workflow is new
 * @throws RequestError `conflict` when one exists and `replaces` is false
 */
export async function importWorkflow(
  tx: Transaction,
  { id, definition, replaces }: WorkflowFile & { replaces: boolean },
): Promise<{ id: string; name: string; isNew: boolean }> {
  if (!replaces) {
    await createWorkflow(tx, { id, definition });
    return { id, name: definition.name, isNew: true };
  }
  const changed = await tx
    .update(workflows)
    .set({ draft: definition, draftRevision: sql`${workflows.draftRevision} + 1` })
    .where(eq(workflows.id, id))
    .returning({ id: workflows.id });
  const isNew = changed.length === 0;
  if (isNew) await createWorkflow(tx, { id, definition });
  return { id, name: definition.name, isNew };
}
