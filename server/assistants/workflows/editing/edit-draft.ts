import { and, eq, isNull, sql } from "drizzle-orm";
import type { WorkflowDraft } from "../../../../shared/workflow.ts";
import { forgetCached } from "../../../platform/cache/forget-cached.ts";
import type { Executor } from "../../../platform/db/client.ts";
import { workflows } from "../../../platform/db/schema/workflows.ts";
import { isUniqueViolation, RequestError } from "../../../platform/errors.ts";
import { requireWorkflow } from "../find-workflow.ts";

/** A change of a draft, and the state of it that the change is made to. */
export interface DraftChange {
  id: string;
  draftRevision: number;
}

/**
 * Makes a workflow that has a draft and no version yet.
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
 * Stores what is being edited. Nobody is answered by it but previews.
 *
 * @returns the draft's new revision
 * @throws RequestError `not_found`, or `conflict` when somebody else has changed the draft since
 */
export async function saveDraft(
  db: Executor,
  { id, draftRevision }: DraftChange,
  definition: WorkflowDraft,
): Promise<number> {
  return changeDraft(db, { id, draftRevision }, definition);
}

/**
 * Goes back to what is published.
 *
 * @returns the draft's new revision
 * @throws RequestError `not_found`, or `conflict` when the draft has changed or nothing is published
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

/** What an editor is told whose state of the draft is an old one. */
export function draftHasChanged(): RequestError {
  return new RequestError("conflict", "Someone else has changed this workflow. Load it again.");
}

/**
 * Takes a workflow out of use, or back into it. What has begun with it goes on.
 *
 * @throws RequestError `not_found`, or `conflict` for the one that answers where none is named
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
