/** What frames say over their channel, and how the app reads it: what a frame runs is not trusted. */

/** Why a preview shows nothing. */
export type FailureReason =
  /** The text has an error; the detail is its message. */
  | "wrong"
  /** It asks for data from an address, which is the detail. */
  | "address"
  /** Drawing takes too long. */
  | "slow"
  /** It would draw more than a browser can show. */
  | "large"
  /** The code that draws could not be loaded. */
  | "unloaded";

export interface Failure {
  reason: FailureReason;
  /** Plain text, or nothing. */
  detail: string;
}

/** Data that a chart shows, as plain text. */
export interface ChartTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** How many rows there are; `rows` may be only the first of them. */
  total: number;
}

/** File formats that a chart can be saved in. */
export type PictureFormat = "svg" | "png";

export type FrameMessage =
  | { type: "alive" | "shown" | "blocked" | "escape" }
  | { type: "failed"; failure: Failure }
  | { type: "tables"; tables: readonly ChartTable[] }
  | { type: "picture"; format: PictureFormat; content: string | ArrayBuffer };

/** Longest detail of a failure, in UTF-16 code units. */
const maxDetail = 600;

/** Bounds of the tables that a chart's data is shown in. */
export const tableLimits = { tables: 4, columns: 20, cells: 4_000, cellLength: 200 } as const;

/** Largest picture, in bytes or UTF-16 code units. */
const maxPicture = 40_000_000;

const reasons: readonly FailureReason[] = ["wrong", "address", "slow", "large", "unloaded"];
const signs = ["alive", "shown", "blocked", "escape"] as const;

/** A frame's message, cut to its bounds; null for anything else. */
export function readFrameMessage(data: unknown): FrameMessage | null {
  const sign = signs.find((each) => each === data);
  if (sign) return { type: sign };
  if (!isRecord(data)) return null;
  switch (data["type"]) {
    case "failed": {
      const reason = reasons.find((each) => each === data["reason"]);
      if (!reason) return null;
      return { type: "failed", failure: { reason, detail: textOf(data["detail"], maxDetail) } };
    }
    case "tables":
      return { type: "tables", tables: readTables(data["tables"]) };
    case "picture":
      return readPicture(data["format"], data["content"]);
    default:
      return null;
  }
}

function readPicture(format: unknown, content: unknown): FrameMessage | null {
  if (format === "svg" && typeof content === "string" && content.length <= maxPicture)
    return { type: "picture", format, content };
  if (format === "png" && content instanceof ArrayBuffer && content.byteLength <= maxPicture)
    return { type: "picture", format, content };
  return null;
}

function readTables(value: unknown): ChartTable[] {
  return listOf(value, tableLimits.tables).filter(isRecord).map(readTable);
}

function readTable(table: Readonly<Record<string, unknown>>): ChartTable {
  const columns = listOf(table["columns"], tableLimits.columns).map(readCell);
  const maxRows = Math.floor(tableLimits.cells / Math.max(columns.length, 1));
  const rows = listOf(table["rows"], maxRows).map((row) => {
    const cells = listOf(row, columns.length);
    return columns.map((_, index) => readCell(cells[index]));
  });
  const total = table["total"];
  return { columns, rows, total: Number.isSafeInteger(total) ? Number(total) : rows.length };
}

const readCell = (value: unknown) => textOf(value, tableLimits.cellLength);

function textOf(value: unknown, maxLength: number): string {
  return typeof value === "string" ? value.slice(0, maxLength) : "";
}

function listOf(value: unknown, maxLength: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, maxLength) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
