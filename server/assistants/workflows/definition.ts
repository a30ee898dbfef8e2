import type { InferSelectModel } from "drizzle-orm";
import type { Effort } from "../../../shared/effort.ts";
import type { Workflow, WorkflowDefinition, WorkflowSettings } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import type { EffortsOf } from "../../models/effort/effort-settings.ts";
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

/** What the public part of a workflow says about models. */
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

/** Said only of a model that is known to have it. */
function fixed(effort: Effort, efforts: readonly Effort[]): Pick<Workflow, "effort"> {
  return efforts.includes(effort) ? { effort } : {};
}
