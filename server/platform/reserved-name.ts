/** A name that objects read from JSON can have, and that copies of them silently lose. */
export const reservedName = "__proto__";

/**
 * Finds a property named `__proto__` in parsed JSON or YAML. Schemas drop it without an error, so
 * callers refuse it first.
 *
 * @param value nested no deeper than a stack allows
 * @returns its path, such as `connection.headers.__proto__`; null without one
 */
export function findReservedName(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    if (name === reservedName) return name;
    const found = findReservedName(inner);
    if (found !== null) return `${name}.${found}`;
  }
  return null;
}
