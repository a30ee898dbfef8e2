import { completeTexts } from "../../../shared/complete-texts.ts";
import type { InferSelectModel } from "drizzle-orm";
import type { Effort } from "../../../shared/effort.ts";
import type {
  ModelChoice,
  Workflow,
  WorkflowDefinition,
  WorkflowSettings,
} from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import type { Rights } from "../../models/access/rights.ts";
import type { EffortsOf } from "../../models/effort/effort-settings.ts";
import type { Catalog } from "../../models/catalog/catalog.ts";
import type { OfferedModel } from "../../../shared/model.ts";
import { fitStarters } from "./fit-starters.ts";
import { firstUsable, type OwnModels } from "./next-model.ts";
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
  defaultModel(): Promise<string>;
  /** The models that answer when those of workflows without a list of their own cannot. */
  fallbacks(): readonly string[];
  effortsOf: EffortsOf;
  catalog: Catalog;
}

/** An assistant's own model, and those that answer in its place. */
export async function ownModels(
  { model, fallbacks }: Pick<WorkflowDefinition, "model" | "fallbacks">,
  models: Pick<ModelFacts, "defaultModel" | "fallbacks">,
): Promise<OwnModels> {
  return [model ?? (await models.defaultModel()), ...(fallbacks ?? models.fallbacks())];
}

/** The public part of a workflow, as a user with these rights sees it. */
export async function toWorkflow(
  row: StoredWorkflow,
  models: ModelFacts,
  rights: Rights,
): Promise<Workflow> {
  const { id, version } = row;
  const { name, effort, modelChoice, ...definition } = definitionOf(row);
  const { greeting, placeholder, starters } = completeTexts(definition);
  const { fileUpload, history } = definition;
  const own = await ownModels(definition, models);
  const usable = firstUsable(own, rights, models.catalog);
  // A model that is not for the user is not named either.
  const model = usable ?? "";
  const [efforts, offers] = await Promise.all([
    usable === null ? [] : models.effortsOf(usable),
    readOffers(models.catalog),
  ]);
  const choosesModel = hasChoice(models.catalog, modelChoice, { own: model, rights, offers });
  const traits = offers?.find((each) => each.name === model) ?? null;
  return {
    id,
    name,
    model,
    ...(offers ? { modelTitle: traits?.title ?? model } : {}),
    ...(usable === null ? { isModelUnavailable: true } : {}),
    ...(choosesModel ? { choosesModel } : {}),
    ...(effort === null ? offered(efforts) : fixed(effort, efforts)),
    greeting,
    placeholder,
    starters: fitStarters({ starters, fileUpload }, { name: model, traits }),
    fileUpload,
    history,
    version,
  };
}

/** Longest time that a page waits for the lists of models, in milliseconds. */
const longestWaitMs = 150;

/** The models on offer, if their lists are read in this time; null otherwise. */
async function readOffers(catalog: Catalog): Promise<readonly OfferedModel[] | null> {
  const known = catalog.list().catch(() => null);
  return Promise.race([known, Bun.sleep(longestWaitMs).then(() => null)]);
}

/** A user's choice of models besides the assistant's own. */
interface Choice {
  own: string;
  rights: Rights;
  /** Null if unknown: a list that cannot be read may contain a choice. */
  offers: readonly OfferedModel[] | null;
}

/** Whether users can choose a model other than the assistant's own. */
function hasChoice(
  catalog: Catalog,
  { from, models }: ModelChoice,
  { own, rights, offers }: Choice,
): boolean {
  if (from === "none") return false;
  const isOther = (name: string) => name !== own && catalog.mayUse(name, rights);
  if (from === "list") return models.some((name) => isOther(name) && catalog.mayOffer(name));
  return offers === null || offers.some(({ name }) => isOther(name));
}

function offered(efforts: readonly Effort[]): Pick<Workflow, "efforts"> {
  return efforts.length === 0 ? {} : { efforts };
}

/** Included only if the model supports this effort. */
function fixed(effort: Effort, efforts: readonly Effort[]): Pick<Workflow, "effort"> {
  return efforts.includes(effort) ? { effort } : {};
}
