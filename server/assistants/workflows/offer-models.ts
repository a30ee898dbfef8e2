import type { OfferedModel, OfferedModels } from "../../../shared/model.ts";
import type { Catalog } from "../../models/catalog/catalog.ts";
import type { Rights } from "../../models/access/rights.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { definitionOf, type StoredWorkflow } from "./definition.ts";
import { mayChoose } from "./next-model.ts";

/** Which models a page contains. */
export interface ModelsPage {
  /** Each of these words occurs in a model's name or title; absent for all models. */
  query?: string | undefined;
  /** Names of models; absent for all. */
  names?: readonly string[] | undefined;
  /** Where the page starts; absent for the first page. */
  cursor?: number | undefined;
  limit: number;
}

/** A workflow, and the user who chooses a model in it. */
export interface ChoiceOfUser {
  workflow: StoredWorkflow;
  rights: Rights;
}

/** What offering models asks of the catalog. */
type OfferedBy = Pick<Catalog, "list" | "mayUse">;

/**
 * A page of the models that a user may choose in a workflow, in the catalog's order.
 *
 * @throws RequestError `unavailable` when the list of no connection is known
 */
export async function offerModels(
  catalog: OfferedBy,
  { workflow, rights }: ChoiceOfUser,
  { query = "", names, cursor = 0, limit }: ModelsPage,
): Promise<OfferedModels> {
  const { modelChoice } = definitionOf(workflow);
  if (modelChoice.from === "none") return { models: [], nextCursor: null, total: 0 };
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const all = await catalog.list();
  const found = all.filter(
    (model) =>
      mayChoose(modelChoice, model.name) &&
      catalog.mayUse(model.name, rights) &&
      (names?.includes(model.name) ?? true) &&
      hasWords(model, words),
  );
  const end = cursor + limit;
  return {
    models: found.slice(cursor, end),
    nextCursor: end < found.length ? end : null,
    total: found.length,
  };
}

function hasWords({ name, title = "" }: OfferedModel, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${name} ${title}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/**
 * A model that a user may choose in a workflow.
 *
 * @throws RequestError `not_found` for one that is not offered to the user or that the workflow
 * does not let users choose; `conflict` for one whose connection was removed; `unavailable` when
 * the list of no connection is known
 */
export async function requireOfferedModel(
  catalog: OfferedBy & Pick<Catalog, "isRemoved">,
  of: ChoiceOfUser,
  name: string,
): Promise<OfferedModel> {
  if (mayChoose(definitionOf(of.workflow).modelChoice, name) && catalog.isRemoved(name))
    throw new RequestError("conflict", "The connection of this model was removed.");
  const { models } = await offerModels(catalog, of, { names: [name], limit: 1 });
  const [model] = models;
  if (!model) throw notFound("model");
  return model;
}
