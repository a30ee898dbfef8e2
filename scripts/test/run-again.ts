import { existsSync } from "node:fs";
import { join } from "node:path";
import { type BunTestOptions, runBunTest, type Totals } from "./bun-test.ts";

/** With more failed files than this, something is broken, and a second try only takes time. */
const mostFiles = 8;

/**
 * Runs tests as `runBunTest` does, and the files that failed once more, one after the other. A test
 * that passes then had too little of a busy machine, not a fault of the code it tests: it counts as
 * passed, and its file and its first failure are told as `unsteady`, so that they are looked into.
 * What fails twice has failed.
 */
export async function runSteadily(paths: string[], options: BunTestOptions): Promise<Totals> {
  const { print = (text) => void process.stdout.write(text), root, stopping } = options;
  const first = await runBunTest(paths, options);
  const files = filesOf(first.failures ?? [], root);
  if (first.failed === 0 || stopping.aborted || files === null) return first;
  print(`\n== once more: ${files.join(", ")}\n`);
  const again = await runBunTest(
    files.map((file) => `./${file}`),
    { ...options, workers: 1 },
  );
  const failed = Math.min(first.failed, again.failed);
  const passed = first.passed + first.failed - failed;
  if (failed > 0) return { passed, failed, failures: again.failures ?? [] };
  return { passed, failed, unsteady: first.failures ?? [] };
}

/** The files of the failures; null when not all are known, or when there are too many. */
function filesOf(failures: readonly string[], root: string): string[] | null {
  const files = new Set<string>();
  for (const failure of failures) {
    const [, file] = /^(\S+\.tsx?):\n/.exec(failure) ?? [];
    if (file === undefined || !existsSync(join(root, file))) return null;
    files.add(file);
  }
  return files.size > 0 && files.size <= mostFiles ? [...files] : null;
}
