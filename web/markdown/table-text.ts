import type { Block, Inline } from "./nodes.ts";
import { plainText } from "./plain-text.ts";

type Table = Extract<Block, { type: "table" }>;

/** A table in two formats: as text, and for programs that paste cells. */
export interface TableText {
  csv: string;
  html: string;
}

/** A number, perhaps with a sign, groups, a currency or a percent sign. */
const number = /^[+-]?[\s\p{Sc}]{0,4}\d[\d.,\s'’]*[\s\p{Sc}%‰]{0,4}$/u;

/** What spreadsheets read as the start of a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * Writes a table for a spreadsheet: as CSV (RFC 4180), and as HTML, which a spreadsheet pastes into
 * cells. A text that a spreadsheet would run as a formula begins with an apostrophe; negative
 * numbers stay numbers.
 */
export function tableText(table: Pick<Table, "header" | "rows">): TableText {
  const rows = [table.header, ...table.rows].map((row) => row.map(cellText));
  return {
    csv: rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join(""),
    html: `<table>${rows.map((row) => `<tr>${row.map(htmlCell).join("")}</tr>`).join("")}</table>`,
  };
}

function cellText(cell: readonly Inline[]): string {
  const text = plainText(cell).trim();
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function htmlCell(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<td>${escaped.replaceAll("\n", "<br>")}</td>`;
}
