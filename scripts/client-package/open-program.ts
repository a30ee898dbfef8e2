import { relative } from "node:path";
import {
  API,
  type Checker,
  type Project,
  type Symbol,
  SymbolFlags,
} from "typescript/unstable/async";

/** The sources as the compiler sees them. */
export interface Sources {
  readonly root: string;
  readonly project: Project;
  readonly checker: Checker;
  /** The file of a declaration from the project's root; null for one of a library. */
  fileOf(symbol: Symbol): string | null;
  /** What a file exports, without aliases. */
  exportsOf(file: string): Promise<readonly { name: string; symbol: Symbol }[]>;
}

/**
 * Runs something with the compiler.
 *
 * @param config the `tsconfig.json` of the files, from `root`
 */
export async function withSources<T>(
  { root, config }: { root: string; config: string },
  run: (sources: Sources) => Promise<T>,
): Promise<T> {
  const api = new API({ cwd: root });
  try {
    const snapshot = await api.updateSnapshot({ openProjects: [`${root}/${config}`] });
    const project = snapshot.getProjects()[0];
    if (!project) throw new Error(`The compiler opens no project for ${config}.`);
    return await run(sourcesOf(root, project));
  } finally {
    await api.close();
  }
}

function sourcesOf(root: string, project: Project): Sources {
  const { checker, program } = project;
  return {
    root,
    project,
    checker,
    fileOf(symbol) {
      const path = symbol.declarations[0]?.path;
      if (path === undefined) return null;
      const file = relative(root, path);
      return file.startsWith("..") || file.includes("node_modules/") ? null : file;
    },
    async exportsOf(file) {
      const source = await program.getSourceFile(`${root}/${file}`);
      const module = source && (await checker.getSymbolAtLocation(source));
      if (!module) throw new Error(`${file} is no module of the program.`);
      const found = await checker.getExportsOfModule(module);
      return Promise.all(
        found.map(async (exported) => {
          const isAlias = (exported.flags & SymbolFlags.Alias) !== 0;
          const symbol = isAlias ? await checker.getAliasedSymbol(exported) : exported;
          if (await checker.isUnknownSymbol(symbol))
            throw new Error(`${file} exports ${exported.name}, which does not exist.`);
          return { name: exported.name, symbol };
        }),
      );
    },
  };
}
