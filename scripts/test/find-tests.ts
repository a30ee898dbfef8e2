import { type Env, settingNames } from "../../server/app/config.ts";

/** Journeys in a browser, by path from the project's root. */
export const findJourneys = (root: string) => findFiles(root, "e2e/**/*.e2e.ts");

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
