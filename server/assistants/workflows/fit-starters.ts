import { isDeepStrictEqual } from "node:util";
import type { ModelTraits } from "../../../shared/model.ts";
import type { OfferedStarter, WorkflowDefinition } from "../../../shared/workflow.ts";
import { offlineModel } from "../../models/offline/offline-provider.ts";
import {
  builtinLabels,
  builtinStarters,
  modelStarters,
  pictureStarter,
} from "./default-starters.ts";

/** An assistant's model, and what is known about it. */
export interface FittedModel {
  name: string;
  traits: Pick<ModelTraits, "vision"> | null;
}

/**
 * An assistant's own starters; those of a fresh installation are replaced by what the model can do.
 */
export function fitStarters(
  { starters, fileUpload }: Pick<WorkflowDefinition, "starters" | "fileUpload">,
  { name, traits }: FittedModel,
): OfferedStarter[] {
  if (!isDeepStrictEqual(starters, [...builtinStarters])) return starters;
  if (name === offlineModel)
    return builtinStarters.map((starter, i) => {
      return { ...starter, label: { ...builtinLabels[i], ...starter.label } };
    });
  const seesPictures = fileUpload.enabled && traits?.vision === true;
  if (!seesPictures) return [...modelStarters];
  return [{ ...pictureStarter, picture: true }, ...modelStarters.slice(0, -1)];
}
