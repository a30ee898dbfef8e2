import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import type { WorkflowDefinition } from "../../../../shared/workflow.ts";
import { forgetCached } from "../../../platform/cache/forget-cached.ts";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { workflows, workflowVersions } from "../../../platform/db/schema/workflows.ts";
import { definitionOf, type StoredWorkflow, toColumns } from "../definition.ts";

/** Dependencies of adopting. */
export interface AdoptDeps {
  db: Database;
  /** The default workflow, which must always be usable. */
  defaultWorkflowId: string;
}

/**
 * Stores a workflow of another server under its id: first as version 1, later as a new version
 * whenever it has changed upstream. An edited draft and a workflow created here stay as they are.
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
 * Retires a workflow that no longer exists upstream; existing threads and sessions continue. The
 * default workflow instead becomes this server's own.
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
  // Without a row, a workflow with this id was created here at the same moment, and takes
  // precedence.
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
