import { eq } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { workflows, workflowVersions } from "../../platform/db/schema/workflows.ts";
import { toColumns } from "./definition.ts";
import { defaultWorkflow } from "./default-workflow.ts";

/** Whether a workflow with this id exists, archived or not. */
export async function hasWorkflow(db: Database, id: string): Promise<boolean> {
  const rows = await db.select({ id: workflows.id }).from(workflows).where(eq(workflows.id, id));
  return rows.length > 0;
}

/**
 * Creates the default workflow if it is missing; an existing one is left alone.
 *
 * @param isUpstreamAway whether another server may have it but does not answer; the new workflow is
 *   then a stand-in that upstream may replace
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
