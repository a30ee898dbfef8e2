/** What a label says of values beyond the most. */
export const otherValue = "other";

/**
 * Keeps a label's values few: the first ones that are seen are told by name, what comes after the
 * most is `other`. So nobody makes the series of a node without end by making more things.
 *
 * @param most distinct values by name
 * @returns the value for the label
 */
export function createBoundedLabel(most: number): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= most) return otherValue;
    seen.add(value);
    return value;
  };
}
