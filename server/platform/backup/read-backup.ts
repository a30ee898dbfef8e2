import { createHash } from "node:crypto";
import type { z } from "zod";
import { parseJson } from "../narrow.ts";
import {
  type BackupEnd,
  backupEndSchema,
  BackupError,
  type BackupHeader,
  backupHeaderSchema,
  formatName,
  nameOf,
  type TableHeader,
  tableHeaderSchema,
} from "./backup-format.ts";
import { ByteReader } from "./byte-reader.ts";
import { countLines } from "./write-backup.ts";

/** Takes what a backup holds, in its order. */
export interface BackupTaker {
  begin(header: BackupHeader): Promise<void>;
  /** Has to read the rows to their end. */
  table(header: TableHeader, rows: AsyncIterable<Uint8Array>): Promise<void>;
}

/**
 * Reads a whole backup, and checks every table against its sum.
 *
 * @throws BackupError when it is none, of a later format, cut off or damaged
 */
export async function readBackup(
  source: AsyncIterable<Uint8Array>,
  taker: BackupTaker,
): Promise<BackupEnd> {
  const reader = new ByteReader(source);
  await taker.begin(headerOf(await reader.line()));
  const found = new Map<string, { rows: number; sha256: string }>();
  for (;;) {
    const line = parseJson(await reader.line());
    const { data: end } = backupEndSchema.safeParse(line);
    if (end) return checkSums(end, found);
    const table = parse(tableHeaderSchema, line);
    const sum = { rows: 0, hash: createHash("sha256") };
    await taker.table(table, rowsOf(reader, sum));
    found.set(nameOf(table), { rows: sum.rows, sha256: sum.hash.digest("hex") });
  }
}

async function* rowsOf(
  reader: ByteReader,
  sum: { rows: number; hash: ReturnType<typeof createHash> },
): AsyncGenerator<Uint8Array> {
  for (let isMore = true; isMore;) {
    isMore = false;
    for await (const part of reader.block()) {
      isMore = true;
      sum.rows += countLines(part);
      sum.hash.update(part);
      yield part;
    }
  }
}

function headerOf(line: string): BackupHeader {
  const value = parseJson(line);
  const { data } = backupHeaderSchema.safeParse(value);
  if (data) return data;
  const isOurs = backupHeaderSchema.shape.format.safeParse(Object(value).format).success;
  throw new BackupError(
    isOurs
      ? "the backup is of a later release: restore it with that one"
      : `this is no backup of ChatKit: it does not begin with "${formatName}"`,
  );
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data } = schema.safeParse(value);
  if (data === undefined) throw new BackupError("the backup is damaged: a table's beginning");
  return data;
}

function checkSums(end: BackupEnd, found: ReadonlyMap<string, object>): BackupEnd {
  for (const [name, sum] of Object.entries(end.tables))
    if (!Bun.deepEquals(sum, found.get(name)))
      throw new BackupError(`the backup is damaged: ${name} is not what was written`);
  if (found.size !== Object.keys(end.tables).length)
    throw new BackupError("the backup is damaged: it has more tables than were written");
  return end;
}
