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
 * assistant's own. One whose connection was removed stays chosen, and the reply fails: a
 * conversation goes to another server only by the user's own choice.
 */
export function nextModel(
  { chosen, choice, own }: ModelDecision,
  catalog: Pick<Catalog, "mayOffer" | "isRemoved">,
): string {
  if (chosen === undefined || !mayChoose(choice, chosen)) return own;
  return catalog.mayOffer(chosen) || catalog.isRemoved(chosen) ? chosen : own;
}
