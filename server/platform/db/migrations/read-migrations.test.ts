import { expect, test } from "bun:test";
import { migrationsFolder } from "../migrate.ts";
import { readMigrations, toMigration } from "./read-migrations.ts";

/** Files up to this one build indexes in a transaction, and an applied file is never edited. */
const lastWithout = "0020_parts";

test("files are read in the order in which they were generated", async () => {
  const migrations = await readMigrations(migrationsFolder);
  expect(migrations[0]?.tag).toBe("0000_start");
  expect(migrations.map(({ tag }) => tag)).toEqual(migrations.map(({ tag }) => tag).toSorted());
  expect(migrations.map(({ when }) => when)).toEqual(
    migrations.map(({ when }) => when).toSorted((a, b) => a - b),
  );
  // Databases that drizzle's own migrator migrated have recorded this hash.
  const text = await Bun.file(`${migrationsFolder}/0000_start.sql`).text();
  expect(migrations[0]?.hash).toBe(new Bun.CryptoHasher("sha256").update(text).digest("hex"));
});

const tableOfIndex = /^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)"[^"]+" ON "([^"]+)"/;
const newTable = /^CREATE (?:UNLOGGED )?TABLE "([^"]+)"/;

/** Existing tables on which a file builds an index while nothing else can write to them. */
function listBlocked(statements: readonly string[]): string[] {
  const made = statements.map((statement) => newTable.exec(statement)?.[1]);
  return statements.flatMap((statement) => {
    const table = tableOfIndex.exec(statement)?.[1];
    return table === undefined || made.includes(table) ? [] : [table];
  });
}

test("an index on an existing table is built concurrently", async () => {
  const migrations = await readMigrations(migrationsFolder);
  const since = migrations.filter(({ tag }) => tag > lastWithout);
  for (const { tag, statements } of since)
    expect([tag, listBlocked(statements)]).toEqual([tag, []]);
  const older = migrations.find(({ tag }) => tag === "0019_swept_guests");
  expect(listBlocked(older?.statements ?? [])).toContain("deleted_threads");
});

test("a file of concurrent indexes runs outside a transaction, and one that mixes them is refused", () => {
  const plain = `CREATE INDEX "a_idx" ON "things" USING btree ("a");`;
  const index = `CREATE INDEX CONCURRENTLY "b_idx" ON "things" USING btree ("b");`;
  const unique = `CREATE UNIQUE INDEX CONCURRENTLY "c_idx" ON "things" USING btree ("c") WHERE "c" is null;`;
  const file = (...statements: string[]) =>
    toMigration({ tag: "0001_file", when: 1 }, statements.join("--> statement-breakpoint\n"));
  expect(file(plain).indexes).toBeNull();
  expect(file(index, unique).indexes).toEqual([
    { name: "b_idx", statement: index },
    { name: "c_idx", statement: unique },
  ]);
  expect(() => file(plain, index)).toThrow(
    "drizzle/0001_file.sql mixes CREATE INDEX CONCURRENTLY with other statements",
  );
});
