import { type Effort, efforts } from "../../../shared/effort.ts";

/**
 * What a model is asked for instead of an effort that it does not have: the next higher one that it
 * has. Null where it has none that high, and thinks as it always does.
 *
 * @param has what the model has; null where that is not known, and the effort is tried
 */
export function fitEffort(effort: Effort, has: readonly Effort[] | null): Effort | null {
  if (has === null) return effort;
  const higher = efforts.slice(efforts.indexOf(effort));
  return higher.find((each) => has.includes(each)) ?? null;
}
