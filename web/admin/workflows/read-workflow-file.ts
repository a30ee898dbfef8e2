import type { WorkflowFile } from "../../../shared/workflow.ts";

/** Largest file in bytes: every text of a workflow at its maximum, escaped, with a margin. */
const mostBytes = 512 * 1024;

/**
 * Reads a workflow from a file; null if it is another kind of file. The server validates more
 * strictly.
 */
export async function readWorkflowFile(file: Blob): Promise<WorkflowFile | null> {
  // The server accepts no larger body, and any chosen file would be in memory as a whole.
  if (file.size > mostBytes) return null;
  try {
    const value: unknown = JSON.parse(await file.text());
    return looksLikeWorkflow(value) ? value : null;
  } catch {
    return null;
  }
}

function looksLikeWorkflow(value: unknown): value is WorkflowFile {
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === "chatkit.workflow" &&
    "id" in value &&
    typeof value.id === "string"
  );
}
