/**
 * Estimates the size of a value as JSON in bytes without serialising it; escapes are not counted.
 */
export function bytesOf(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value) + 2;
  if (typeof value !== "object" || value === null) return 8;
  let bytes = 2;
  for (const [key, part] of Object.entries(value)) bytes += key.length + 4 + bytesOf(part);
  return bytes;
}
