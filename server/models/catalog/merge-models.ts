import type { OfferedModel } from "../../../shared/model.ts";
import type { Connection } from "../connections/connection.ts";
import { nameOf } from "../connections/model-names.ts";
import { findEffortTraits } from "../effort/effort-table.ts";
import type { DescribedModel } from "../listing/described-model.ts";

/** The parts of a connection that determine its models. */
export type ModelSource = Pick<Connection, "id" | "models" | "access">;

/**
 * The models that a connection offers: those that the operator names, or all that its server lists.
 * The operator's word on a model overrides the server's list, which overrides what its name implies.
 * Each model is offered once.
 *
 * @param listed null where the server's list is not known
 */
export function mergeModels(
  source: ModelSource,
  listed: readonly DescribedModel[] | null,
  sources: readonly [ModelSource, ...ModelSource[]],
): OfferedModel[] {
  const byName = new Map(listed?.map((model) => [model.name, model]));
  const offered = new Map((source.models ?? listed ?? []).map((model) => [model.name, model]));
  return [...offered.values()].map((model) => {
    const said = { ...byName.get(model.name), ...told(model) };
    return {
      ...said,
      reasoning: said.reasoning ?? isKnownToThink(model.name),
      name: nameOf({ connection: source, model: model.name }, sources),
      connection: source.id,
    };
  });
}

/** The defined traits of a model: undefined ones would override the server's. */
function told(model: DescribedModel): Partial<DescribedModel> {
  const { title, contextWindow, maxOutputTokens, vision, tools, reasoning, price } = model;
  const all = { title, contextWindow, maxOutputTokens, vision, tools, reasoning, price };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function isKnownToThink(name: string): boolean | undefined {
  return (findEffortTraits(name)?.efforts.length ?? 0) > 0 ? true : undefined;
}
