import type { Entry } from "./entries.ts";
import { Names } from "./names.ts";
import { type Sources, withSources } from "./open-program.ts";
import { printDeclaration } from "./print-declaration.ts";

/** The declarations of the package, and of each of its entries. By file name. */
export type DeclarationFiles = Readonly<Record<string, string>>;

/** The file that declares everything; the entries' own files name what they export of it. */
const declarations = "declarations";

/**
 * Describes what the entries export by declarations that need nothing else: no library, and no file
 * of the server. Written types are taken over with their comments, inferred ones are written out.
 */
export async function describeTypes(
  root: string,
  entries: readonly Entry[],
): Promise<DeclarationFiles> {
  return withSources({ root, config: "client/package/tsconfig.json" }, async (sources) => {
    const names = new Names(sources);
    for (const file of await namingFiles(sources)) await names.learn(file);
    const files: Record<string, string> = {};
    for (const { name, file } of entries) {
      const exported = await sources.exportsOf(file);
      const list = exported.map(({ symbol }) => names.of(symbol));
      files[`${name}.d.ts`] = `export { ${list.sort().join(", ")} } from "./${declarations}.js";\n`;
    }
    files[`${declarations}.d.ts`] = await describeAll(sources, names);
    return files;
  });
}

async function describeAll(sources: Sources, names: Names): Promise<string> {
  const found: { name: string; text: string }[] = [];
  for (let next = names.next(); next; next = names.next())
    found.push({ name: next.name, text: await printDeclaration({ sources, names }, next) });
  const byName = found.sort((a, b) => (a.name < b.name ? -1 : 1));
  return byName.map(({ text }) => text).join("\n");
}

/** The files whose types have the names that people see, in a fixed order. */
async function namingFiles({ root, project }: Sources): Promise<string[]> {
  const paths = await project.program.getSourceFileNames();
  return paths
    .map((path) => path.slice(root.length + 1))
    .filter((file) => /^(client|shared)\//.test(file))
    .sort();
}
