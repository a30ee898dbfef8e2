/** The label of values beyond the limit. */
export const otherValue = "other";

/**
 * Limits the values of a label: the first ones keep their name, later ones become `other`. So users
 * cannot create an unlimited number of series.
 *
 * @param most maximum number of named values
 * @returns a function from value to label
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
