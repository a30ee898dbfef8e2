import { type Effort, efforts } from "../../../shared/effort.ts";

/**
 * Replaces an effort that a model does not support by the next higher one. Null if there is none:
 * then the model thinks as it does by default.
 *
 * @param has the efforts of the model; null if unknown, in which case the effort is tried
 */
export function fitEffort(effort: Effort, has: readonly Effort[] | null): Effort | null {
  if (has === null) return effort;
  const higher = efforts.slice(efforts.indexOf(effort));
  return higher.find((each) => has.includes(each)) ?? null;
}
