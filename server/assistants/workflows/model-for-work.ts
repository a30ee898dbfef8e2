import type { Rights } from "../../models/access/rights.ts";
import { definitionOf, type ModelFacts, ownModels, type StoredWorkflow } from "./definition.ts";
import { firstUsable } from "./next-model.ts";

/** What picking a model for titles and summaries needs of the server. */
export interface ModelsForWork extends Pick<ModelFacts, "defaultModel" | "fallbacks"> {
  catalog: Pick<ModelFacts["catalog"], "mayUse">;
}

/** A user's thread. */
export interface ThreadAndRights {
  workflow: StoredWorkflow;
  rights: Rights;
  /** The user's choice for the thread; undefined without one. */
  chosen: string | undefined;
}

/**
 * The model for titles and summaries of a thread: the first of the assistant's that the user may
 * use, else the one that the user has chosen. Calling it fails if the user may not use that either.
 */
export async function modelForWork(
  models: ModelsForWork,
  { workflow, rights, chosen }: ThreadAndRights,
): Promise<string> {
  const own = await ownModels(definitionOf(workflow), models);
  return firstUsable(own, rights, models.catalog) ?? chosen ?? own[0];
}
