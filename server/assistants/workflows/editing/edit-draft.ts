import { and, eq, isNull, sql } from "drizzle-orm";
import type { WorkflowChange, WorkflowDraft } from "../../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../../shared/workflow-rules.ts";
import { forgetCached } from "../../../platform/cache/forget-cached.ts";
import type { Executor } from "../../../platform/db/client.ts";
import { workflows } from "../../../platform/db/schema/workflows.ts";
import { isUniqueViolation, RequestError } from "../../../platform/errors.ts";
import { definitionOf } from "../definition.ts";
import { requireWorkflow } from "../find-workflow.ts";

/** A change of a draft, and the revision that it is based on. */
export interface DraftChange {
  id: string;
  draftRevision: number;
}

/**
 * Creates a workflow with a draft and no version.
 *
 * @throws RequestError `conflict` when the id is taken
 */
export async function createWorkflow(
  db: Executor,
  { id, definition }: { id: string; definition: WorkflowDraft },
): Promise<{ id: string; name: string }> {
  const { name, greeting, placeholder } = definition;
  try {
    await db.insert(workflows).values({
      id,
      name,
      greeting,
      placeholder,
      instructions: "",
      starters: [],
      version: 0,
      draft: definition,
      draftRevision: 1,
    });
    return { id, name };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError("conflict", "A workflow with this id already exists.", { cause: error });
  }
}

/**
 * Saves a draft. Only previews use it. Omitted settings stay as they are.
 *
 * @returns the draft's new revision
 * @throws RequestError `not_found`, or `conflict` when the draft has changed in the meantime
 */
export async function saveDraft(
  db: Executor,
  change: DraftChange,
  definition: WorkflowChange,
): Promise<number> {
  const row = await requireWorkflow(db, change.id);
  // Should this be outdated, so is the revision, and nothing is saved.
  const before = { ...defaultWorkflowSettings, ...(row.draft ?? definitionOf(row)) };
  const {
    effort = before.effort,
    fallbacks = before.fallbacks,
    modelChoice = before.modelChoice,
  } = definition;
  return changeDraft(db, change, { ...definition, effort, fallbacks, modelChoice });
}

/**
 * Replaces the draft with the published version.
 *
 * @returns the draft's new revision
 * @throws RequestError `not_found`, or `conflict` when the draft has changed or nothing is
 *   published
 */
export async function discardDraft(db: Executor, change: DraftChange): Promise<number> {
  const { version } = await requireWorkflow(db, change.id);
  if (version === 0) throw new RequestError("conflict", "It has not been published yet.");
  return changeDraft(db, change, null);
}

async function changeDraft(
  db: Executor,
  { id, draftRevision }: DraftChange,
  draft: WorkflowDraft | null,
): Promise<number> {
  const [changed] = await db
    .update(workflows)
    .set({ draft, draftRevision: sql`${workflows.draftRevision} + 1` })
    .where(and(eq(workflows.id, id), eq(workflows.draftRevision, draftRevision)))
    .returning({ revision: workflows.draftRevision });
  if (changed) return changed.revision;
  await requireWorkflow(db, id);
  throw draftHasChanged();
}

/** The error for an editor with a stale revision of the draft. */
export function draftHasChanged(): RequestError {
  return new RequestError("conflict", "Someone else has changed this workflow. Load it again.");
}

/**
 * Archives or restores a workflow. Existing threads and sessions continue.
 *
 * @throws RequestError `not_found`, or `conflict` for the default workflow
 */
export async function setArchived(
  db: Executor,
  { id, defaultWorkflowId }: { id: string; defaultWorkflowId: string },
  isArchived: boolean,
): Promise<{ id: string; name: string }> {
  if (isArchived && id === defaultWorkflowId)
    throw new RequestError("conflict", "This is the default workflow.");
  const [row] = await db
    .update(workflows)
    .set({ archivedAt: isArchived ? sql`now()` : null })
    .where(and(eq(workflows.id, id), isArchived ? isNull(workflows.archivedAt) : undefined))
    .returning({ id: workflows.id, name: workflows.name });
  if (row) await forgetCached(db, { kind: "public_config", key: id });
  return row ?? requireWorkflow(db, id);
}
