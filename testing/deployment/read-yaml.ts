import { join } from "node:path";
import { settingNames } from "../../server/app/config.ts";

const root = join(import.meta.dir, "../..");

/** The text of a file of the project. */
export const readText = (path: string) => Bun.file(join(root, path)).text();

/** The documents of a YAML file of the project. */
export async function readYaml(path: string): Promise<unknown[]> {
  const documents: unknown = Bun.YAML.parse(await readText(path));
  return Array.isArray(documents) ? documents : [documents];
}

/** Those of the names that are no setting of ChatKit. */
export function unknownSettings(names: Iterable<string>): string[] {
  return [...names].filter((name) => !settingNames.includes(name));
}
