import { and, eq } from "drizzle-orm";
import type { Executor } from "../../platform/db/client.ts";
import { chatSessions, workflows, workflowVersions } from "../../platform/db/schema/workflows.ts";
import { notFound } from "../../platform/errors.ts";
import { definitionOf, type StoredWorkflow, toColumns } from "./definition.ts";

/**
 * The workflow as its chat session sees it: in the version of the session's start (for a preview,
 * the draft), with the session's own settings for files and history.
 *
 * @throws RequestError `not_found` for a workflow other than the session's
 */
export async function requireSessionsWorkflow(
  executor: Executor,
  { id, sessionId }: { id: string; sessionId: string },
): Promise<StoredWorkflow> {
  const [found] = await executor
    .select({
      row: workflows,
      pinned: chatSessions.workflowVersion,
      settings: chatSessions.settings,
      published: workflowVersions.definition,
    })
    .from(workflows)
    .innerJoin(
      chatSessions,
      and(eq(chatSessions.id, sessionId), eq(chatSessions.workflowId, workflows.id)),
    )
    .leftJoin(
      workflowVersions,
      and(
        eq(workflowVersions.workflowId, workflows.id),
        eq(workflowVersions.version, chatSessions.workflowVersion),
      ),
    )
    .where(eq(workflows.id, id));
  if (!found) throw notFound("workflow");
  const { row, pinned, settings, published } = found;
  const definition = published ?? (pinned === 0 ? row.draft : null) ?? definitionOf(row);
  const { fileUpload, history } = settings ?? definition;
  return {
    ...row,
    ...toColumns({ ...definition, fileUpload, history }),
    version: published ? (pinned ?? row.version) : row.version,
  };
}
