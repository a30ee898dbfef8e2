import { eq, sql } from "drizzle-orm";
import type { WorkflowFile } from "../../../../shared/workflow.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { workflows } from "../../../platform/db/schema/workflows.ts";
import { createWorkflow } from "./edit-draft.ts";

/**
 * Takes over a workflow from a file. It becomes a draft, of a new workflow or of the one with its
 * id, in place of the draft that was there; publishing it is another step.
 *
 * @param file.replaces false for somebody who takes it that there is none with its id
 * @returns whether there was none with its id
 * @throws RequestError `conflict` when there is one that the file is not to replace the draft of
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
