import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { FaultRow } from "../../testing/faults/fault.ts";
import { formatSeconds } from "../print.ts";
import { runBunTest, type Totals } from "./bun-test.ts";
import { findFaults, testEnv } from "./find-tests.ts";
import type { TestOptions } from "./run-tests.ts";
import { startTestDatabase } from "./test-database.ts";

const seconds = 1000;
const minutes = 60 * seconds;

/** Timeout of all of them; those that have not run by then count as failed. */
const allWithinMs = 20 * minutes;

/** Timeout of a test that sets none. */
const testTimeoutMs = 60 * seconds;

/**
 * Runs the fault tests, or those in files whose names contain one of the words, and prints the
 * outcome of each and its recovery time. Returns the totals.
 */
export async function runFaults(options: TestOptions, words: readonly string[]): Promise<Totals> {
  const { root, stopping } = options;
  await using resources = new AsyncDisposableStack();
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "chatkit-faults-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const reportPath = join(folder, "report");
  const env = testEnv(options.env);
  env["FAULT_REPORT"] = reportPath;
  if (!env["TEST_DATABASE_URL"]) {
    const database = resources.use(await startTestDatabase((text) => console.log(`${text} …`)));
    env["TEST_DATABASE_URL"] = database.url;
  }
  const totals: Totals = { passed: 0, failed: 0 };
  for (const path of await findFaults(root)) {
    const isWanted = words.length === 0 || words.some((word) => basename(path).includes(word));
    if (!isWanted || stopping.aborted) continue;
    console.log(`\n== ${path}`);
    const leftMs = allWithinMs - (performance.now() - startedAt);
    const runTimeoutMs = Math.max(1, Math.round(leftMs));
    const forFile = { root, env, stopping, testTimeoutMs, runTimeoutMs };
    const { passed, failed } = await runBunTest([`./${path}`], forFile);
    totals.passed += passed;
    totals.failed += failed;
  }
  printTable(await readReport(reportPath));
  console.log(`\nall faults in ${formatSeconds(performance.now() - startedAt)}`);
  return totals;
}

async function readReport(path: string): Promise<FaultRow[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): FaultRow => JSON.parse(line));
}

/** One line per fault: whether the promise held, how long it took, and the outcome. */
function printTable(rows: readonly FaultRow[]): void {
  const width = Math.max(5, ...rows.map(({ fault }) => fault.length));
  console.log(`\n${"fault".padEnd(width)}  result  recovered  outcome`);
  for (const { fault, passed, recoveredMs, outcome } of rows) {
    const time = recoveredMs === null ? "–" : formatSeconds(recoveredMs);
    const result = passed ? "ok" : "FAILED";
    console.log(`${fault.padEnd(width)}  ${result.padEnd(6)}  ${time.padStart(9)}  ${outcome}`);
  }
}
