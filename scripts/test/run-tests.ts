import { existsSync } from "node:fs";
import { join } from "node:path";
import { browserVariable, obtainBrowser } from "../../e2e/browser.ts";
import { obtainFirefox } from "../../e2e/firefox.ts";
import type { Env } from "../../server/app/config.ts";
import { runCheck } from "../check/run-check.ts";
import { formatSeconds } from "../print.ts";
import { runCommand } from "../process/run-command.ts";
import { runBunTest, type Totals } from "./bun-test.ts";
import { findFaults, findJourneys, testEnv } from "./find-tests.ts";
import { startTestDatabase } from "./test-database.ts";

export interface TestOptions {
  root: string;
  env: Env;
  stopping: AbortSignal;
}

const seconds = 1000;
const minutes = 60 * seconds;
const testFolders = ["server", "shared", "client", "web", "scripts", "testing"];

/**
 * Runs everything: checks, build, tests, and browser journeys. A part that cannot even start counts
 * as one failure, and the others still run. Returns the totals of all, and the failures.
 */
export async function runTests(options: TestOptions): Promise<Required<Totals>> {
  const { root, stopping } = options;
  await using resources = new AsyncDisposableStack();
  const all: string[] = [];
  const totals = { passed: 0, failed: 0, failures: all };
  const part = async (title: string, run: () => Promise<Totals>) => {
    if (stopping.aborted) return;
    const { passed, failed, failures = [] } = await runPart(title, run);
    totals.passed += passed;
    totals.failed += failed;
    if (failed > 0) all.push(`== ${title}: ${failed} failed`, ...failures);
  };
  await part("format, lint, types, imports, docs", () => runCheck(root));
  await part("build and size of the first load", () => build(root));
  const env = testEnv(options.env);
  await part("a database for the tests", async () => {
    if (env["TEST_DATABASE_URL"]) return { passed: 0, failed: 0 };
    const database = resources.use(await startTestDatabase((text) => console.log(`${text} …`)));
    env["TEST_DATABASE_URL"] = database.url;
    return { passed: 0, failed: 0 };
  });
  const forTests = { root, env, stopping };
  await part("unit and database tests", () => {
    const paths = testFolders
      .filter((name) => existsSync(join(root, name)))
      .map((name) => `./${name}`);
    return runBunTest(paths, {
      ...forTests,
      testTimeoutMs: 60 * seconds,
      runTimeoutMs: 40 * minutes,
    });
  });
  await part("quick faults in real processes", async () => {
    const paths = (await findFaults(root)).map((path) => `./${path}`);
    return runBunTest(paths, {
      root,
      env: { ...env, FAULTS: "quick" },
      stopping,
      testTimeoutMs: 60 * seconds,
      runTimeoutMs: 10 * minutes,
    });
  });
  await part("a browser for the journeys", async () => {
    env[browserVariable] ||= await obtainBrowser((text) => console.log(text));
    console.log(`using ${env[browserVariable]}`);
    const firefox = await obtainFirefox((text) => console.log(text));
    console.log(firefox ? `using ${firefox}` : "no Firefox: its journeys are left out");
    return { passed: 0, failed: 0 };
  });
  for (const journey of await findJourneys(root)) {
    await part(`journey ${journey}`, () =>
      runBunTest([`./${journey}`], {
        ...forTests,
        testTimeoutMs: 90 * seconds,
        runTimeoutMs: 10 * minutes,
      }),
    );
  }
  return totals;
}

async function runPart(title: string, run: () => Promise<Totals>): Promise<Totals> {
  console.log(`\n== ${title}`);
  const startedAt = performance.now();
  const totals = await run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const took = formatSeconds(performance.now() - startedAt);
  console.log(`== ${totals.failed === 0 ? "done" : "FAILED"} in ${took}: ${title}`);
  return totals;
}

/** In a separate process: it sets NODE_ENV, and a crash of the bundler must not end this one. */
async function build(root: string): Promise<Totals> {
  const { ok, output } = await runCommand(
    [process.execPath, join(root, "scripts", "build.ts")],
    root,
  );
  console.log(output);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
