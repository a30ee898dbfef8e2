import { join } from "node:path";
import { type Env, settingNames } from "../../server/app/config.ts";

/** A file of fewer bytes defines no journeys of its own. */
const fewBytes = 500;

/**
 * Journeys in a browser, by path from the project's root. The longest files come first, because
 * they take the longest: a long one at the end would run alone. So do files that are only a few
 * lines: they run the journeys of another file.
 */
export async function findJourneys(root: string): Promise<string[]> {
  const sizes = (await findFiles(root, "e2e/**/*.e2e.ts")).map((path) => ({
    path,
    bytes: Bun.file(join(root, path)).size,
  }));
  const weight = ({ bytes }: { bytes: number }) =>
    bytes < fewBytes ? Number.MAX_SAFE_INTEGER : bytes;
  return sizes.toSorted((a, b) => weight(b) - weight(a)).map(({ path }) => path);
}

/** Tests with faults in real processes, by path from the project's root. */
export const findFaults = (root: string) => findFiles(root, "testing/faults/*.fault.ts");

async function findFiles(root: string, pattern: string): Promise<string[]> {
  const found = await Array.fromAsync(new Bun.Glob(pattern).scan({ cwd: root }));
  return found.toSorted();
}

/** Tests set their own environment: the developer's must not leak in. */
export function testEnv(env: Env): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settingNames.includes(name)));
}
