import type { WorkflowFile } from "../../../shared/workflow.ts";

/** A workflow out of a file; null where the file is another one. The server looks closer. */
export async function readWorkflowFile(file: Blob): Promise<WorkflowFile | null> {
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
