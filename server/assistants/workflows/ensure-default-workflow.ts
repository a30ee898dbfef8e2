import { eq } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { workflows, workflowVersions } from "../../platform/db/schema/workflows.ts";
import { toColumns } from "./definition.ts";
import { defaultWorkflow } from "./default-workflow.ts";

/** Whether there is a workflow of this id, in use or not. */
export async function hasWorkflow(db: Database, id: string): Promise<boolean> {
  const rows = await db.select({ id: workflows.id }).from(workflows).where(eq(workflows.id, id));
  return rows.length > 0;
}

/**
 * Makes the default workflow where it is missing; a changed one stays as it is.
 *
 * @param isUpstreamAway whether another server may have it but does not answer: what is made here then
 *   stands in for it
 */
export async function ensureDefaultWorkflow(
  db: Database,
  { id, isUpstreamAway = false }: { id: string; isUpstreamAway?: boolean },
): Promise<void> {
  const upstream = isUpstreamAway ? "found" : null;
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(workflows)
      .values({ id, ...toColumns(defaultWorkflow), upstream })
      .onConflictDoNothing()
      .returning({ version: workflows.version });
    for (const { version } of made)
      await tx
        .insert(workflowVersions)
        .values({ workflowId: id, version, definition: defaultWorkflow });
  });
}
