import type { InferSelectModel } from "drizzle-orm";
import type { Workflow, WorkflowDefinition, WorkflowSettings } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import type { workflows } from "../../platform/db/schema/workflows.ts";

/** A workflow as stored, with what only the server sees. */
export type StoredWorkflow = InferSelectModel<typeof workflows>;

/** The published version of a stored workflow. */
export function definitionOf(row: StoredWorkflow): WorkflowDefinition {
  const { name, model, instructions, greeting, placeholder, starters } = row;
  return { name, model, instructions, greeting, placeholder, starters, ...settingsOf(row) };
}

/** The columns in which the published version is kept. */
export function toColumns(definition: WorkflowDefinition) {
  const { name, model, instructions, greeting, placeholder, starters, ...settings } = definition;
  return { name, model, instructions, greeting, placeholder, starters, settings };
}

/** What a definition stored by an older server lacks is what a new workflow has. */
function settingsOf({ settings }: StoredWorkflow): WorkflowSettings {
  return { ...defaultWorkflowSettings, ...settings };
}

/** The public part of a workflow; `serverModel` stands in where it names no model. */
export function toWorkflow(row: StoredWorkflow, serverModel: string): Workflow {
  const { id, version } = row;
  const { name, model, greeting, placeholder, starters, fileUpload, history } = definitionOf(row);
  return {
    id,
    name,
    model: model ?? serverModel,
    greeting,
    placeholder,
    starters,
    fileUpload,
    history,
    version,
  };
}
