import type { Workflow } from "../../shared/workflow.ts";

/** What the messages of a thread may have: its workflow's policy. */
export interface FileRoom extends Pick<Workflow["fileUpload"], "maxFileSize" | "maxFiles"> {
  enabled: boolean;
  /** Undefined for the default workflow. */
  workflowId?: string | undefined;
}
