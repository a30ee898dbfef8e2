import type { ModelChoice } from "../../../shared/workflow.ts";
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

/** What the model of a reply depends on. */
export interface ModelDecision {
  /** The user's choice; undefined leaves it to the assistant. */
  chosen: string | undefined;
  choice: ModelChoice;
  /** The assistant's own model. */
  own: string;
}

/**
 * The model of a reply: the chosen one if the assistant allows it and it is offered, else the
 * assistant's own.
 */
export function nextModel(
  { chosen, choice, own }: ModelDecision,
  catalog: Pick<Catalog, "mayOffer">,
): string {
  if (chosen === undefined || !mayChoose(choice, chosen) || !catalog.mayOffer(chosen)) return own;
  return chosen;
}
