/**
 * Text that a spreadsheet would treat as the start of a formula (OWASP, CSV injection), including
 * full-width characters. Where semicolons or tabs separate values, a cell may also begin after
 * those.
 */
const formulaStart = /(?=[=+\-@＝＋－＠])(?<=^|[;\t\r\n]\s*)|^(?=[\t\r\n])/g;

/**
 * Formats a table as CSV (RFC 4180). Spreadsheets treat no cell as a formula; numbers stay numbers.
 */
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
