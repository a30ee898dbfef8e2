import type { InferSelectModel } from "drizzle-orm";
import type { Effort } from "../../../shared/effort.ts";
import type { Workflow, WorkflowDefinition, WorkflowSettings } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import type { EffortsOf } from "../../models/effort/effort-settings.ts";
import type { workflows } from "../../platform/db/schema/workflows.ts";

/** A workflow's row, including columns that never leave the server. */
export type StoredWorkflow = InferSelectModel<typeof workflows>;

/** The published version of a stored workflow. */
export function definitionOf(row: StoredWorkflow): WorkflowDefinition {
  const { name, model, instructions, greeting, placeholder, starters } = row;
  return { name, model, instructions, greeting, placeholder, starters, ...settingsOf(row) };
}

/** The columns that hold the published version. */
export function toColumns(definition: WorkflowDefinition) {
  const { name, model, instructions, greeting, placeholder, starters, ...settings } = definition;
  return { name, model, instructions, greeting, placeholder, starters, settings };
}

/** Settings missing from a definition stored by an older server get their defaults. */
function settingsOf({ settings }: StoredWorkflow): WorkflowSettings {
  return { ...defaultWorkflowSettings, ...settings };
}

/** What is known about the models that workflows use. */
export interface ModelFacts {
  /** The model of workflows that name none. */
  model: string;
  effortsOf: EffortsOf;
}

/** The public part of a workflow. */
export async function toWorkflow(row: StoredWorkflow, models: ModelFacts): Promise<Workflow> {
  const { id, version } = row;
  const { name, effort, greeting, placeholder, starters, fileUpload, history, ...definition } =
    definitionOf(row);
  const model = definition.model ?? models.model;
  const efforts = await models.effortsOf(model);
  return {
    id,
    name,
    model,
    ...(effort === null ? offered(efforts) : fixed(effort, efforts)),
    greeting,
    placeholder,
    starters,
    fileUpload,
    history,
    version,
  };
}

function offered(efforts: readonly Effort[]): Pick<Workflow, "efforts"> {
  return efforts.length === 0 ? {} : { efforts };
}

/** Included only if the model supports this effort. */
function fixed(effort: Effort, efforts: readonly Effort[]): Pick<Workflow, "effort"> {
  return efforts.includes(effort) ? { effort } : {};
}
