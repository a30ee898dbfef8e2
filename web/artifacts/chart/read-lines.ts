import { dsvFormat } from "d3-dsv";
import { formats } from "vega";

type Row = Record<string, string>;

/**
 * Makes Vega read CSV, TSV and other lines of values without code that is made from their header,
 * as its own readers do: the frame's policy allows none.
 */
export function readLinesWithoutCode(): void {
  const reader = (delimiter: string) => (text: unknown, format?: object) =>
    rowsOf(String(text), { delimiter, ...format });
  formats("csv", reader(","));
  formats("tsv", reader("\t"));
  formats("dsv", reader(","));
}

function rowsOf(text: string, format: { delimiter: string; header?: readonly string[] }): Row[] {
  const lines = dsvFormat(format.delimiter).parseRows(text);
  const header = format.header ?? lines.shift() ?? [];
  return lines.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])),
  );
}
