/** A declaration of the package. */
export interface Declaration {
  name: string;
  /** The entry whose file has it. */
  home: string;
  text: string;
  /** The names of other declarations in its text. */
  mentioned: ReadonlySet<string>;
}

/**
 * Writes the file of each entry: what is at home there, and by name what it needs or exports of
 * another entry's.
 *
 * @param exportedBy the names that each entry exports
 * @returns the text of each entry's file, by the file's name
 */
export function layOut(
  exportedBy: ReadonlyMap<string, readonly string[]>,
  declarations: readonly Declaration[],
): Record<string, string> {
  const homes = new Map(declarations.map(({ name, home }) => [name, home]));
  const files: Record<string, string> = {};
  for (const [entry, exported] of exportedBy) {
    const own = declarations.filter(({ home }) => home === entry);
    const mentioned = new Set(own.flatMap((each) => Array.from(each.mentioned)));
    const lines: string[] = [];
    for (const from of exportedBy.keys()) {
      if (from === entry) continue;
      const isThere = (name: string) => homes.get(name) === from;
      const needed = Array.from(mentioned).filter(isThere).sort();
      const passedOn = exported.filter(isThere);
      if (needed.length > 0)
        lines.push(`import type { ${needed.join(", ")} } from "./${from}.js";\n`);
      if (passedOn.length > 0)
        lines.push(`export { ${passedOn.join(", ")} } from "./${from}.js";\n`);
    }
    files[`${entry}.d.ts`] = [...lines, ...own.map(({ text }) => text)].join("\n");
  }
  return files;
}
