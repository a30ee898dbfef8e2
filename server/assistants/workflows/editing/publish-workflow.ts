import { and, eq, sql } from "drizzle-orm";
import { findMissing } from "../../../../shared/find-missing.ts";
import type { WorkflowDefinition } from "../../../../shared/workflow.ts";
import { forgetCached } from "../../../platform/cache/forget-cached.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { workflows, workflowVersions } from "../../../platform/db/schema/workflows.ts";
import { notFound, RequestError, theRow } from "../../../platform/errors.ts";
import type { StoredWorkflow } from "../definition.ts";
import { toColumns } from "../definition.ts";
import { type DraftChange, draftHasChanged } from "./edit-draft.ts";

/** The publishing admin, and the default workflow, which has to stay public. */
export interface Publisher {
  actorId: string;
  defaultWorkflowId: string;
}

/** The newly published version. */
export interface Published {
  id: string;
  name: string;
  version: number;
}

/**
 * Publishes the draft. Sessions in progress keep their version.
 *
 * @returns the new version's number
 * @throws RequestError `not_found`; `conflict` when the draft has changed or there is none;
 *   `invalid_input` when something is missing, with its paths
 */
export async function publishWorkflow(
  tx: Transaction,
  { id, draftRevision }: DraftChange,
  publisher: Publisher,
): Promise<Published> {
  const row = await lockWorkflow(tx, id);
  if (row.draftRevision !== draftRevision) throw draftHasChanged();
  if (!row.draft) throw new RequestError("conflict", "Nothing has changed since the last version.");
  return publish(tx, row, { ...publisher, definition: row.draft, restoredFrom: null });
}

/**
 * Publishes an older version again, under a new number. The draft stays as it is.
 *
 * @returns the new version's number
 * @throws RequestError `not_found` for an unknown version; `conflict` for the published one
 */
export async function rollBackWorkflow(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  publisher: Publisher,
): Promise<Published> {
  const row = await lockWorkflow(tx, id);
  if (row.version === version)
    throw new RequestError("conflict", "This version is already published.");
  const [older] = await tx
    .select({ definition: workflowVersions.definition })
    .from(workflowVersions)
    .where(and(eq(workflowVersions.workflowId, id), eq(workflowVersions.version, version)));
  if (!older) throw notFound("workflow");
  return publish(tx, row, { ...publisher, ...older, restoredFrom: version });
}

async function lockWorkflow(tx: Transaction, id: string): Promise<StoredWorkflow> {
  const [row] = await tx.select().from(workflows).where(eq(workflows.id, id)).for("update");
  if (!row) throw notFound("workflow");
  return row;
}

async function publish(
  tx: Transaction,
  { id, draft, version: before }: StoredWorkflow,
  next: Publisher & { definition: WorkflowDefinition; restoredFrom: number | null },
): Promise<Published> {
  const { definition, restoredFrom, actorId: publishedBy } = next;
  requireWhole(definition, id === next.defaultWorkflowId);
  const version = before + 1;
  await tx
    .insert(workflowVersions)
    .values({ workflowId: id, version, definition, restoredFrom, publishedBy });
  const published = await tx
    .update(workflows)
    .set({
      ...toColumns(definition),
      version,
      // From now on it is this server's own, and upstream changes are ignored.
      upstream: null,
      updatedAt: sql`now()`,
      draft: restoredFrom === null ? null : draft,
      draftRevision: sql`${workflows.draftRevision} + 1`,
    })
    .where(eq(workflows.id, id))
    .returning({ name: workflows.name });
  await forgetCached(tx, { kind: "public_config", key: id });
  return { id, version, ...theRow(published) };
}

function requireWhole(definition: WorkflowDefinition, isDefault: boolean): void {
  const missing = findMissing(definition);
  if (missing.length > 0)
    throw new RequestError("invalid_input", `Invalid input. Missing: ${missing.join(", ")}`, {
      fields: missing,
    });
  if (isDefault && definition.access !== "everyone")
    throw new RequestError(
      "invalid_input",
      "Invalid input. access: the default workflow is for everyone",
      { fields: ["access"] },
    );
}
