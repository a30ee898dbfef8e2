/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r]/;

/** A table as CSV (RFC 4180). No cell is a formula to whoever opens it; numbers stay numbers. */
export function writeCsv(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return [head, ...rows].map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

function writeCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== value ? `"${text.replaceAll('"', '""')}"` : text;
}
