import { join } from "node:path";
import { z } from "zod";

/** An index that is built while its table stays in use. */
export interface ConcurrentIndex {
  name: string;
  statement: string;
}

/** One file of `drizzle/`. */
export interface Migration {
  /** The file's name without `.sql`. */
  tag: string;
  /** When it was generated, in Unix milliseconds: files are applied in this order. */
  when: number;
  /** SHA-256 of the file. */
  hash: string;
  statements: readonly string[];
  /** Indexes to build concurrently, outside a transaction; null for a file that runs in one. */
  indexes: readonly ConcurrentIndex[] | null;
}

const journalSchema = z.object({
  entries: z.array(z.object({ tag: z.string(), when: z.number() })),
});

/**
 * Reads the migrations that drizzle-kit generated, oldest first.
 *
 * @param folder holds `meta/_journal.json` and one file for each entry in it
 * @throws Error for a file that mixes concurrent index builds with other statements
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const { entries } = journalSchema.parse(
    await Bun.file(join(folder, "meta/_journal.json")).json(),
  );
  return Promise.all(
    entries.map(async ({ tag, when }) => {
      const text = await Bun.file(join(folder, `${tag}.sql`)).text();
      return toMigration({ tag, when }, text);
    }),
  );
}

/** The names of all tables that migrations create. */
export function listCreated(migrations: readonly Migration[]): string[] {
  const created = /create (?:unlogged )?table (?:if not exists )?"(\w+)"/gi;
  const names = migrations.flatMap(({ statements }) =>
    statements.flatMap((text) => Array.from(text.matchAll(created), ([, name = ""]) => name)),
  );
  return [...new Set(names)];
}

/** Parses the text of a file, in which drizzle-kit separates statements by a marker. */
export function toMigration({ tag, when }: { tag: string; when: number }, text: string): Migration {
  const statements = text.split("--> statement-breakpoint").map((statement) => statement.trim());
  const hash = new Bun.CryptoHasher("sha256").update(text).digest("hex");
  return { tag, when, hash, statements, indexes: findConcurrent(tag, statements) };
}

const concurrentIndex = /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY "([^"]+)"/;

/** Postgres refuses concurrent builds in a transaction, and other statements need one to be undone. */
function findConcurrent(tag: string, statements: readonly string[]): ConcurrentIndex[] | null {
  const indexes = statements.flatMap((statement) => {
    const name = concurrentIndex.exec(statement)?.[1];
    return name === undefined ? [] : [{ name, statement }];
  });
  if (indexes.length === 0) return null;
  if (indexes.length === statements.length) return indexes;
  throw new Error(
    `drizzle/${tag}.sql mixes CREATE INDEX CONCURRENTLY with other statements. Generate two migrations.`,
  );
}
