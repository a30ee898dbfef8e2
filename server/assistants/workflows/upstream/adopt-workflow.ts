import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import type { WorkflowDefinition } from "../../../../shared/workflow.ts";
import { forgetCached } from "../../../platform/cache/forget-cached.ts";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { workflows, workflowVersions } from "../../../platform/db/schema/workflows.ts";
import { definitionOf, type StoredWorkflow, toColumns } from "../definition.ts";

/** What adopting needs of the server. */
export interface AdoptDeps {
  db: Database;
  /** The workflow that answers where none is named; it always does. */
  defaultWorkflowId: string;
}

/**
 * Makes a workflow of another server one of this server: under its id, in a first version. Where it is
 * here already and has changed there, that becomes its next version; a draft that somebody is editing
 * stays. One that is made here stays as it is.
 */
export async function adoptWorkflow(
  { db }: Pick<AdoptDeps, "db">,
  id: string,
  definition: WorkflowDefinition,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(workflows).where(eq(workflows.id, id)).for("update");
    if (!row) return make(tx, id, definition);
    if (row.upstream === null) return;
    await update(tx, row, definition);
  });
}

/**
 * Takes a workflow out of use that another server has no more. What has begun with it goes on. The one
 * that answers where none is named becomes one of this server's own.
 */
export async function orphanWorkflow(
  { db, defaultWorkflowId }: AdoptDeps,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const orphaned = await tx
      .update(workflows)
      .set({ upstream: id === defaultWorkflowId ? null : "gone" })
      .where(sql`${workflows.id} = ${id} and ${workflows.upstream} = 'found'`)
      .returning({ id: workflows.id });
    if (orphaned.length > 0) await forgetCached(tx, { kind: "public_config", key: id });
  });
}

async function make(tx: Transaction, id: string, definition: WorkflowDefinition): Promise<void> {
  const made = await tx
    .insert(workflows)
    .values({ id, ...toColumns(definition), upstream: "found" })
    .onConflictDoNothing()
    .returning({ version: workflows.version });
  // Somebody has made one of this id here in the same moment: that one it is.
  for (const { version } of made) {
    await tx.insert(workflowVersions).values({ workflowId: id, version, definition });
    await forgetCached(tx, { kind: "public_config", key: id });
  }
}

async function update(
  tx: Transaction,
  row: StoredWorkflow,
  definition: WorkflowDefinition,
): Promise<void> {
  const { id } = row;
  const hasChanged = !isDeepStrictEqual(definitionOf(row), definition);
  if (!hasChanged && row.upstream === "found") return;
  const version = row.version + (hasChanged ? 1 : 0);
  if (hasChanged) await tx.insert(workflowVersions).values({ workflowId: id, version, definition });
  await tx
    .update(workflows)
    .set({
      ...toColumns(definition),
      version,
      upstream: "found",
      updatedAt: sql`now()`,
      draftRevision: sql`${workflows.draftRevision} + 1`,
    })
    .where(eq(workflows.id, id));
  await forgetCached(tx, { kind: "public_config", key: id });
}
