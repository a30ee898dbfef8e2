import type { OfferedModel } from "../../../shared/model.ts";

/**
 * The names of at most so many models, in their order: of each connection's as many as of the
 * others', as far as it has them, so that a long list hides no other.
 */
export function spreadNames(models: readonly OfferedModel[], most: number): string[] {
  if (models.length <= most) return models.map(({ name }) => name);
  const groups = [...Map.groupBy(models, ({ connection }) => connection).values()];
  const taken = new Set<OfferedModel>();
  // Short lists first: what they leave is shared among the others.
  const byLength = groups.toSorted((one, other) => one.length - other.length);
  for (const [i, group] of byLength.entries()) {
    const share = Math.floor((most - taken.size) / (byLength.length - i));
    for (const model of group.slice(0, share)) taken.add(model);
  }
  return models.filter((model) => taken.has(model)).map(({ name }) => name);
}
