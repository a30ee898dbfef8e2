import { cp, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { embeddedArchive } from "../../server/platform/db/embedded-binaries.ts";

/**
 * Copies the files that the executable holds into a folder, each where `programFile` looks for it:
 * the built app, migrations, and what PDF files need to be read that is not in them.
 *
 * @param folder absolute, empty
 * @param postgres an archive of PostgreSQL for the platform, such as `linux-x64`
 * @returns files and folders to embed
 */
export async function stageFiles(
  root: string,
  folder: string,
  postgres: { platform: string; archive: string } | null,
): Promise<string[]> {
  const files: [from: string, to: string][] = [
    ["package.json", "package.json"],
    ["dist/web", "dist/web"],
    ...(await findMigrations(root)).map((path): [string, string] => [path, path]),
    ...["cmaps", "standard_fonts"].map((name): [string, string] => [
      `node_modules/pdfjs-dist/${name}`,
      `pdfjs-dist/${name}`,
    ]),
  ];
  if (postgres) files.push([postgres.archive, embeddedArchive(postgres.platform)]);
  for (const [from, to] of files) {
    const copy = join(folder, to);
    await mkdir(dirname(copy), { recursive: true });
    await cp(join(root, from), copy, { recursive: true });
  }
  // What Bun embeds keeps the last part of its path.
  return (await readdir(folder)).map((name) => join(folder, name));
}

/** Without drizzle-kit's snapshots, which only a new migration needs. */
async function findMigrations(root: string): Promise<string[]> {
  const names = (await readdir(join(root, "drizzle"))).filter((name) => name.endsWith(".sql"));
  return ["meta/_journal.json", ...names].map((name) => `drizzle/${name}`);
}
