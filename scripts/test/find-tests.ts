import { join } from "node:path";
import { type Env, settingNames } from "../../server/app/config.ts";

/** A file of fewer bytes defines no journeys of its own. */
const fewBytes = 500;
/** What such a file weighs: it runs the journeys of another one, which are long. */
const heldElsewhereBytes = 12_000;

/** More files have the output of too many journeys in one piece, and use more memory. */
const mostTogether = 8;

/**
 * Journeys in a browser, by path from the project's root, in batches of files that run in one
 * process. The longest files come first, because they take the longest: a long one at the end
 * would run alone. For the same reason batches get smaller: each has its share of half of what is
 * left.
 *
 * @param workers number of batches that run side by side
 */
export async function findJourneys(root: string, workers: number): Promise<string[][]> {
  const left = (await findFiles(root, "e2e/**/*.e2e.ts"))
    .map((path) => ({ path, weight: weigh(Bun.file(join(root, path)).size) }))
    .toSorted((a, b) => b.weight - a.weight);
  const batches: string[][] = [];
  while (left.length > 0) {
    const share = left.reduce((sum, { weight }) => sum + weight, 0) / (2 * workers);
    const batch: string[] = [];
    let weighs = 0;
    do {
      const next = left.shift();
      if (!next) break;
      batch.push(next.path);
      weighs += next.weight;
    } while (batch.length < mostTogether && weighs + (left[0]?.weight ?? 0) <= share);
    batches.push(batch);
  }
  return batches;
}

const weigh = (bytes: number) => (bytes < fewBytes ? heldElsewhereBytes : bytes);

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
