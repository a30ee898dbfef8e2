import { asc, desc, eq, sql } from "drizzle-orm";
import type {
  EditedWorkflow,
  WorkflowFile,
  WorkflowForAdmin,
  WorkflowVersion,
} from "../../../../shared/workflow.ts";
import type { Database } from "../../../platform/db/client.ts";
import { users } from "../../../platform/db/schema/users.ts";
import { workflows, workflowVersions } from "../../../platform/db/schema/workflows.ts";
import { definitionOf, type StoredWorkflow } from "../definition.ts";
import { requireWorkflow } from "../find-workflow.ts";

/** All workflows by name, including unpublished and archived ones. */
export async function listForAdmin(
  db: Database,
  defaultWorkflowId: string,
): Promise<WorkflowForAdmin[]> {
  const rows = await db.select().from(workflows).orderBy(asc(workflows.name), asc(workflows.id));
  return rows.map((row) => toLine(row, defaultWorkflowId));
}

/** A workflow with its draft and its versions. @throws RequestError `not_found` */
export async function readForEditing(
  db: Database,
  { id, defaultWorkflowId }: { id: string; defaultWorkflowId: string },
): Promise<EditedWorkflow> {
  const row = await requireWorkflow(db, id);
  return {
    ...toLine(row, defaultWorkflowId),
    definition: row.draft ?? definitionOf(row),
    draftRevision: row.draftRevision,
    versions: await listVersions(db, id),
  };
}

/** A workflow as a file: its draft, or the published version. @throws RequestError `not_found` */
export async function exportWorkflow(db: Database, id: string): Promise<WorkflowFile> {
  const row = await requireWorkflow(db, id);
  const definition = row.draft ?? definitionOf(row);
  return { format: "chatkit.workflow", formatVersion: 1, id, definition };
}

/** Maximum number of versions shown: an upstream workflow may change every hour for years. */
const mostVersions = 200;

async function listVersions(db: Database, id: string): Promise<WorkflowVersion[]> {
  const rows = await db
    .select({
      version: workflowVersions.version,
      name: sql<string>`${workflowVersions.definition} ->> 'name'`,
      restoredFrom: workflowVersions.restoredFrom,
      publishedBy: users.email,
      publishedAt: workflowVersions.publishedAt,
    })
    .from(workflowVersions)
    .leftJoin(users, eq(users.id, workflowVersions.publishedBy))
    .where(eq(workflowVersions.workflowId, id))
    .orderBy(desc(workflowVersions.version))
    .limit(mostVersions);
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
}

function toLine(row: StoredWorkflow, defaultWorkflowId: string): WorkflowForAdmin {
  const { id, version, draft, archivedAt, updatedAt } = row;
  const { name, access } = draft ?? definitionOf(row);
  return {
    id,
    name,
    version,
    access,
    isArchived: archivedAt !== null,
    hasDraft: draft !== null,
    isDefault: id === defaultWorkflowId,
    upstream: row.upstream,
    updatedAt: updatedAt.toISOString(),
  };
}
