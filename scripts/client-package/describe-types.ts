import { type Symbol, SymbolFlags } from "typescript/unstable/async";
import { type Declaration, layOut } from "./declaration-files.ts";
import type { Entry } from "./entries.ts";
import { Names } from "./names.ts";
import { type Sources, withSources } from "./open-program.ts";
import { printDeclaration } from "./print-declaration.ts";
import type { NamesInPrint } from "./print-type.ts";

/** Where all types are declared, so that programs can name them by the package's own name. */
const homeOfTypes = "index";

/**
 * Describes what the entries export by declarations that need nothing else: no library, and no file
 * of the server. Written types are taken over with their comments, inferred ones are written out.
 * Every type among them is exported by the package's own entry, code by the entries that have it.
 *
 * @returns the text of each entry's file, by the file's name
 */
export async function describeTypes(
  root: string,
  entries: readonly Entry[],
): Promise<Record<string, string>> {
  return withSources({ root, config: "client/package/tsconfig.json" }, async (sources) => {
    const names = new Names(sources);
    for (const file of await namingFiles(sources)) await names.learn(file);
    const homes = new Map<number, string>();
    const exportedBy = new Map<string, string[]>();
    for (const { name, file } of entries) {
      const exported = await sources.exportsOf(file);
      exportedBy.set(name, exported.map(({ symbol }) => names.of(symbol)).sort());
      for (const { symbol } of exported) if (!homes.has(symbol.id)) homes.set(symbol.id, name);
    }
    return layOut(exportedBy, await describeAll(sources, names, homes));
  });
}

/** @param homes the first entry that exports a symbol, by the symbol's id */
async function describeAll(
  sources: Sources,
  names: Names,
  homes: ReadonlyMap<number, string>,
): Promise<Declaration[]> {
  const found: Declaration[] = [];
  for (let next = names.next(); next; next = names.next()) {
    const { name, symbol } = next;
    const home = isValue(symbol) ? homes.get(symbol.id) : homeOfTypes;
    if (home === undefined) throw new Error(`${name} is no type, and no entry exports it.`);
    const mentioned = new Set<string>();
    const printing = { sources, names: recording(names, mentioned) };
    const text = await printDeclaration(printing, next);
    found.push({ name, home, text, mentioned });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether it is code, which is imported from where it is. */
const isValue = ({ flags }: Symbol) => (flags & SymbolFlags.Value) !== 0;

function recording(names: Names, mentioned: Set<string>): NamesInPrint {
  return {
    declarationOf: (type) => names.declarationOf(type),
    of(symbol) {
      const name = names.of(symbol);
      mentioned.add(name);
      return name;
    },
  };
}

/** The files whose types have the names that people see, in a fixed order. */
async function namingFiles({ root, project }: Sources): Promise<string[]> {
  const paths = await project.program.getSourceFileNames();
  return paths
    .map((path) => path.slice(root.length + 1))
    .filter((file) => /^(client|shared)\//.test(file))
    .sort();
}
