import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import pLimit from "p-limit";
import { browserVariable, obtainBrowser, obtainShell, shellVariable } from "../../e2e/browser.ts";
import { obtainFirefox } from "../../e2e/other-browsers/firefox.ts";
import { obtainWebKit } from "../../e2e/other-browsers/webkit.ts";
import { obtainProxies } from "../../testing/proxies/find-proxy.ts";
import type { Env } from "../../server/app/config.ts";
import { runCheck } from "../check/run-check.ts";
import { runCommand } from "../process/run-command.ts";
import { type BunTestOptions, type Totals } from "./bun-test.ts";
import { countWorkers } from "./count-workers.ts";
import { findFaults, findJourneys, testEnv } from "./find-tests.ts";
import { runSteadily } from "./run-again.ts";
import { startTestDatabase } from "./test-database.ts";
import { TestReport } from "./test-report.ts";

export interface TestOptions {
  root: string;
  env: Env;
  stopping: AbortSignal;
}

const seconds = 1000;
const minutes = 60 * seconds;
const testFolders = ["server", "shared", "client", "web", "scripts", "testing"];
const nothing: Totals = { passed: 0, failed: 0 };

/**
 * Runs everything: checks, build, tests, and browser journeys, as many files side by side as the
 * machine has cores. Returns the totals of all, the failures, and what passed at the second try.
 */
export async function runTests({ root, env, stopping }: TestOptions): Promise<Required<Totals>> {
  const workers = countWorkers(env);
  await using resources = new AsyncDisposableStack();
  const report = new TestReport(stopping);
  const forTests = { root, env: testEnv(env), stopping };
  await report.part("format, lint, types, imports, docs", () => runCheck(root));
  await report.part("build and size of the first load", () => build(root));
  await report.part("a database for the tests", async (print) => {
    if (forTests.env["TEST_DATABASE_URL"]) return nothing;
    const database = resources.use(await startTestDatabase((text) => print(`${text} …\n`)));
    forTests.env["TEST_DATABASE_URL"] = database.url;
    return nothing;
  });
  await report.part("proxies for the tests", async (print) => {
    await obtainProxies((text) => print(`${text}\n`));
    return nothing;
  });
  await report.part("unit and database tests", (print) => {
    const paths = testFolders
      .filter((name) => existsSync(join(root, name)))
      .map((name) => `./${name}`);
    return runSteadily(paths, {
      ...forTests,
      workers,
      testTimeoutMs: 60 * seconds,
      runTimeoutMs: 40 * minutes,
      print,
    });
  });
  // They measure how long a recovery takes: without a neighbour.
  await report.part("quick faults in real processes", async (print) => {
    const paths = (await findFaults(root)).map((path) => `./${path}`);
    return runSteadily(paths, {
      ...forTests,
      env: { ...forTests.env, FAULTS: "quick" },
      testTimeoutMs: 60 * seconds,
      runTimeoutMs: 10 * minutes,
      print,
    });
  });
  await report.part("browsers for the journeys", (print) => obtainBrowsers(forTests.env, print));
  await runJourneys(report, workers, forTests);
  return report.totals;
}

async function obtainBrowsers(env: BunTestOptions["env"], print: (text: string) => void) {
  const say = (text: string) => print(`${text}\n`);
  env[browserVariable] ||= await obtainBrowser(say);
  say(`using ${env[browserVariable]}`);
  env[shellVariable] ||= (await obtainShell(say)) ?? undefined;
  say(
    env[shellVariable] ? `using ${env[shellVariable]}` : "no headless shell: journeys take longer",
  );
  const firefox = await obtainFirefox(say);
  say(firefox ? `using ${firefox}` : "no Firefox: its journeys are left out");
  const webkit = await obtainWebKit(say);
  say(webkit ? `using ${webkit.driver}` : "no WebKit: its journeys are left out");
  return nothing;
}

/**
 * The files of a batch share a process and a browser, and a server if they need no settings of
 * their own: starting these takes longer than most journeys.
 */
async function runJourneys(
  report: TestReport,
  workers: number,
  forTests: Pick<BunTestOptions, "root" | "env" | "stopping">,
): Promise<void> {
  // A browser has several processes: more of them than cores make each other late.
  const sideBySide = Math.max(1, workers - 1);
  const batches = await findJourneys(forTests.root, sideBySide);
  await pLimit(sideBySide).map(batches, async (batch) => {
    const title = `journeys ${batch.map((path) => basename(path, ".e2e.ts")).join(", ")}`;
    const run = (print: (text: string) => void) =>
      runSteadily(
        batch.map((path) => `./${path}`),
        {
          ...forTests,
          preload: "./e2e/journey/share-stages.ts",
          testTimeoutMs: 90 * seconds,
          runTimeoutMs: 30 * minutes,
          print,
        },
      );
    await (workers > 1 ? report.partBesideOthers(title, run) : report.part(title, run));
  });
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
