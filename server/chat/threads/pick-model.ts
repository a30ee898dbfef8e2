import {
  type DecidedModel,
  type ModelDecision,
  type ModelRules,
  mayTake,
  nextModel,
} from "../../assistants/workflows/next-model.ts";
import { RequestError } from "../../platform/errors.ts";
import type { LockedThread } from "./lock-thread.ts";

/** What picking a model needs of the server. */
export interface ModelPicking {
  catalog: ModelRules;
  /** The model of workflows that name none. */
  defaultModel: string;
  /** The models that answer when those of workflows without a list of their own cannot. */
  fallbacks(): readonly string[];
}

/**
 * The model of a thread's next reply.
 *
 * @param chosen the user's choice; undefined leaves it to the assistant
 * @throws RequestError `model_unavailable` when the user may use none of the assistant's models
 */
export function pickModel(
  picking: ModelPicking,
  thread: LockedThread,
  chosen: string | undefined,
): DecidedModel {
  const decided = nextModel({ ...rulesOf(picking, thread), chosen }, picking.catalog);
  if (!decided) throw modelUnavailable();
  return decided;
}

/** Whether the next reply of a thread has a model. */
export function hasModel(picking: ModelPicking, thread: LockedThread): boolean {
  const chosen = thread.inference.model;
  return nextModel({ ...rulesOf(picking, thread), chosen }, picking.catalog) !== null;
}

/**
 * Makes sure that the user may choose a model that a request names, so that no other one answers.
 *
 * @param model null and undefined choose none
 * @throws RequestError `model_unavailable`, the same for one that does not exist
 */
export function requireChoice(
  picking: ModelPicking,
  thread: LockedThread,
  model: string | null | undefined,
): void {
  if (model == null || mayTake(model, rulesOf(picking, thread), picking.catalog)) return;
  throw modelUnavailable();
}

function rulesOf(
  { defaultModel, fallbacks }: ModelPicking,
  thread: LockedThread,
): Omit<ModelDecision, "chosen"> {
  const { model, modelChoice: choice, rights } = thread;
  return { choice, rights, own: [model ?? defaultModel, ...(thread.fallbacks ?? fallbacks())] };
}

function modelUnavailable(): RequestError {
  return new RequestError("model_unavailable", "This model is not available to you.", {
    fields: ["model"],
  });
}
