import { z } from "zod";

const named = z.array(z.looseObject({ name: z.string() }));
const record = z.record(z.string(), z.unknown());

/**
 * A manifest with a patch, as `kubectl patch` applies one: objects are merged, and the entries of
 * lists are told apart by their names.
 */
export function applyPatch(base: unknown, patch: unknown): unknown {
  const [ofBase, ofPatch] = [named.safeParse(base).data, named.safeParse(patch).data];
  if (ofBase && ofPatch) {
    const changes = new Map(ofPatch.map((each) => [each.name, each]));
    const kept = ofBase.map((each) => applyPatch(each, changes.get(each.name) ?? {}));
    const known = new Set(ofBase.map(({ name }) => name));
    return [...kept, ...ofPatch.filter(({ name }) => !known.has(name))];
  }
  const [whole, changes] = [record.safeParse(base).data, record.safeParse(patch).data];
  if (!whole || !changes) return patch;
  const merged = Object.entries(changes).map(([key, value]) => [
    key,
    key in whole ? applyPatch(whole[key], value) : value,
  ]);
  return { ...whole, ...Object.fromEntries(merged) };
}
