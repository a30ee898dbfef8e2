import { join } from "node:path";

/** Where an executable made by `bun build --compile` keeps its files, on Windows too. */
const embedded = /^.*?[/\\](?:\$bunfs|~BUN)[/\\]root(?=[/\\]|$)/.exec(import.meta.dirname)?.[0];

const root = embedded ?? join(import.meta.dirname, "../..");

/**
 * The path of a file or folder of this program: of its source, or of what is embedded in the
 * executable, where modules are compiled.
 *
 * @param path from the project's root, such as `drizzle`
 */
export function programFile(path: string): string {
  return join(root, embedded === undefined ? path : path.replace(/\.ts$/, ".js"));
}
