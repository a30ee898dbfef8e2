import type { WorkflowFile } from "../../../shared/workflow.ts";

/** Largest file that is read, in bytes: every text of a workflow as long as may be, escaped, with room. */
const mostBytes = 512 * 1024;

/** A workflow out of a file; null where the file is another one. The server looks closer. */
export async function readWorkflowFile(file: Blob): Promise<WorkflowFile | null> {
  // The server takes no larger body, and whatever was chosen would be in memory whole.
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
