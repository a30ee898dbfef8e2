import type { ModelChoice } from "../../../shared/workflow.ts";
import type { Rights } from "../../models/access/rights.ts";
import type { Catalog } from "../../models/catalog/catalog.ts";

/** Whether an assistant lets users choose this model. */
export function mayChoose({ from, models }: ModelChoice, name: string): boolean {
  switch (from) {
    case "none":
      return false;
    case "any":
      return true;
    case "list":
      return models.includes(name);
  }
}

/** An assistant's own model, and those that answer in its place. */
export type OwnModels = readonly [string, ...string[]];

/** What the model of a reply depends on. */
export interface ModelDecision {
  /** The user's choice; undefined leaves it to the assistant. */
  chosen: string | undefined;
  choice: ModelChoice;
  own: OwnModels;
  rights: Rights;
}

/** The model of a reply. */
export interface DecidedModel {
  model: string;
  /** The user's choice, if it is unavailable and `model` takes its place; else null. */
  asked: string | null;
}

/** What a decision asks of the catalog. */
export type ModelRules = Pick<Catalog, "mayOffer" | "isRemoved" | "mayUse">;

/**
 * Whether a user may choose a model: the assistant's own one for this user, or one that it lets users choose. One
 * whose connection was removed stays chosen, and its replies fail with that reason: a conversation
 * goes to another server only by the user's own choice.
 */
export function mayTake(
  name: string,
  { choice, own, rights }: Omit<ModelDecision, "chosen">,
  catalog: ModelRules,
): boolean {
  if (!catalog.mayUse(name, rights)) return false;
  if (name === firstUsable(own, rights, catalog)) return true;
  return mayChoose(choice, name) && (catalog.mayOffer(name) || catalog.isRemoved(name));
}

/** The first of an assistant's models that a user may use; null for none. */
export function firstUsable(
  own: OwnModels,
  rights: Rights,
  catalog: Pick<Catalog, "mayUse">,
): string | null {
  return own.find((name) => catalog.mayUse(name, rights)) ?? null;
}

/**
 * The model of a reply: the chosen one if the user may choose it, else the first of the assistant's
 * that the user may use.
 *
 * @returns null if there is none
 */
export function nextModel(decision: ModelDecision, catalog: ModelRules): DecidedModel | null {
  const { chosen, own, rights } = decision;
  if (chosen !== undefined && mayTake(chosen, decision, catalog))
    return { model: chosen, asked: null };
  const model = firstUsable(own, rights, catalog);
  if (model === null) return null;
  return { model, asked: chosen === undefined || chosen === model ? null : chosen };
}
