import { z } from "zod";

/**
 * A backup, beneath compression and encryption: a line of JSON (`BackupHeader`), then the tables.
 * Each table is a line of JSON (`TableHeader`) and its rows in PostgreSQL's text format, in blocks:
 * a line with a block's length in bytes, and the block. A block of length 0 ends the table. The last
 * line is a `BackupEnd`. Every version of PostgreSQL reads the rows, so a backup of one is restored
 * on another.
 */
export const formatName = "chatkit backup";

/** Raised when an older program could not read the format. */
const formatVersion = 1;

/** The first line. */
export const backupHeaderSchema = z.object({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  /** The program's own version. */
  chatkit: z.string(),
  /** ISO 8601. */
  createdAt: z.iso.datetime(),
  /** When the newest migration of the database was generated, in Unix milliseconds. */
  migratedTo: z.number().int(),
  /** The version of the job queue's tables; null when there were none. */
  jobs: z.number().int().nullable(),
  /** The secret that signs and seals, in backups that are encrypted; null when it is set elsewhere. */
  secret: z.string().nullable(),
});
export type BackupHeader = z.infer<typeof backupHeaderSchema>;

/** The line before a table's rows. */
export const tableHeaderSchema = z.object({
  schema: z.string(),
  table: z.string(),
  columns: z.array(z.string()).min(1),
});
export type TableHeader = z.infer<typeof tableHeaderSchema>;

/** What a table holds. */
const tableSumSchema = z.object({
  rows: z.number().int(),
  /** SHA-256 of the rows as they are in the backup, in hexadecimal digits. */
  sha256: z.string(),
});
export type TableSum = z.infer<typeof tableSumSchema>;

/** The last line: whatever has none was cut off. */
export const backupEndSchema = z.object({
  end: z.literal(true),
  /** By `schema.table`. */
  tables: z.record(z.string(), tableSumSchema),
  sequences: z.array(
    z.object({ schema: z.string(), table: z.string(), column: z.string(), last: z.string() }),
  ),
});
export type BackupEnd = z.infer<typeof backupEndSchema>;

/** The header of a backup that is written now. */
export function newHeader(given: Omit<BackupHeader, "format" | "version">): BackupHeader {
  return { format: formatName, version: formatVersion, ...given };
}

/** A table's name in `BackupEnd`. */
export function nameOf({ schema, table }: Pick<TableHeader, "schema" | "table">): string {
  return `${schema}.${table}`;
}

/** A backup that cannot be used; the message is for the operator. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
