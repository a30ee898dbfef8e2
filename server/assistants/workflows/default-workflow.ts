import { defaultTexts } from "../../../shared/complete-texts.ts";
import type { WorkflowDefinition } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import { builtinStarters } from "./default-starters.ts";

/** The assistant of a fresh installation. It uses the server's configured model, and lets users choose another. */
export const defaultWorkflow: WorkflowDefinition = {
  ...defaultWorkflowSettings,
  modelChoice: { from: "any", models: [] },
  fileUpload: { enabled: true, maxFileSize: 32, maxFiles: 10 },
  name: "ChatKit",
  model: null,
  instructions:
    "You are a helpful assistant. Answer in the language of the person's last message. Use Markdown where it helps, and say so when you do not know.",
  ...defaultTexts,
  starters: [...builtinStarters],
};
