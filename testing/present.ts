/**
 * Returns a value that the test needs. Comparing `a?.b` with `c?.b`, or with a default, passes when
 * both are missing; this ends the test instead.
 *
 * @throws Error when the value is missing
 */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("the test's value is missing");
  return value;
}
