/** Whether two lists of strings are the same, so that a growing reply does not look like a new list. */
export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
