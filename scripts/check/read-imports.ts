/** One import of a module. */
export interface Import {
  specifier: string;
  /** Has no effect at run time: `import type` or `export type`. */
  typeOnly: boolean;
  /** From 1. */
  line: number;
}

/**
 * All static imports, re-exports and dynamic imports of literal names. Expects formatted source: an
 * import starts its line and ends with a semicolon, unlike most samples of other languages. `import
 * { type A }` counts as a value: the module still runs.
 */
export function readImports(source: string): Import[] {
  const statement =
    /^(?:import|export)\s+(type\s[^;"']*?from\s*)?(?:[^;"']*?from\s*)?["']([^"'\n]+)["'](?: with .*)?;/gm;
  const dynamic = /\bimport\(\s*["']([^"'\n]+)["']/g;
  const found = [
    ...Array.from(source.matchAll(statement), (match) => ({
      specifier: match[2] ?? "",
      typeOnly: match[1] !== undefined,
      index: match.index,
    })),
    ...Array.from(source.matchAll(dynamic), (match) => ({
      specifier: match[1] ?? "",
      typeOnly: false,
      index: match.index,
    })),
  ];
  return found.map(({ specifier, typeOnly, index }) => ({
    specifier,
    typeOnly,
    line: source.slice(0, index).split("\n").length,
  }));
}
