import type { Database } from "../db/client.ts";
import { workflows, workflowVersions } from "../db/schema/workflows.ts";
import { toColumns } from "./definition.ts";
import { defaultWorkflow } from "./default-workflow.ts";

/** Makes the default workflow where it is missing; a changed one stays as it is. */
export async function ensureDefaultWorkflow(db: Database, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(workflows)
      .values({ id, ...toColumns(defaultWorkflow) })
      .onConflictDoNothing()
      .returning({ version: workflows.version });
    for (const { version } of made)
      await tx
        .insert(workflowVersions)
        .values({ workflowId: id, version, definition: defaultWorkflow });
  });
}
