import { and, eq, sql } from "drizzle-orm";
import type { Workflow } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import type { Executor } from "../../platform/db/client.ts";
import { chatSessions, workflows } from "../../platform/db/schema/workflows.ts";

/** Whether files may be attached, their maximum size in megabytes, and their number per message. */
export type UploadPolicy = Workflow["fileUpload"];

/** The policy of a chat session or, without one, of the published workflow. */
export async function readUploadPolicy(
  executor: Executor,
  { workflowId, chatSessionId }: { workflowId: string; chatSessionId: string | null },
): Promise<UploadPolicy> {
  const [row] = await executor
    .select({
      policy: sql<UploadPolicy | null>`coalesce(${chatSessions.settings} -> 'fileUpload', ${workflows.settings} -> 'fileUpload')`,
    })
    .from(workflows)
    .leftJoin(
      chatSessions,
      and(eq(chatSessions.workflowId, workflows.id), eq(chatSessions.id, chatSessionId ?? "")),
    )
    .where(eq(workflows.id, workflowId));
  return row?.policy ?? defaultWorkflowSettings.fileUpload;
}
