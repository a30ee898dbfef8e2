/**
 * What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), wide letters of East
 * Asia too. Where lists are separated by semicolons or tabs, cells begin after these as well.
 */
const formulaStart = /(?=[=+\-@＝＋－＠])(?<=^|[;\t\r\n]\s*)|^(?=[\t\r\n])/g;

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
  const text = value.replaceAll(formulaStart, "'");
  return /[",;\t\r\n]/.test(text) || text !== value ? `"${text.replaceAll('"', '""')}"` : text;
}
