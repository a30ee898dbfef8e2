import { formatSeconds } from "../print.ts";
import type { Totals } from "./bun-test.ts";

/** Prints output as it comes, or keeps it until its part ends. */
export type Print = (text: string) => void;

/** A part of the tests: prints through `print`, and returns its totals. */
export type TestPart = (print: Print) => Promise<Totals>;

/**
 * Runs the parts of the tests, prints the output of each under its title, and adds up their totals.
 * A part that cannot even start counts as one failure, and the others still run.
 */
export class TestReport {
  readonly totals: Required<Totals> = {
    passed: 0,
    failed: 0,
    failures: [],
    unsteady: [],
  };
  readonly #stopping: AbortSignal;
  readonly #write: Print;

  constructor(stopping: AbortSignal, write: Print = (text) => void process.stdout.write(text)) {
    this.#stopping = stopping;
    this.#write = write;
  }

  /** Runs a part that has the terminal to itself. */
  part(title: string, run: TestPart): Promise<void> {
    return this.#run(title, run, this.#write);
  }

  /** Runs a part beside others: its output is printed in one piece when it ends. */
  async partBesideOthers(title: string, run: TestPart): Promise<void> {
    let output = "";
    await this.#run(title, run, (text) => {
      output += text;
    });
    this.#write(output);
  }

  async #run(title: string, run: TestPart, print: Print): Promise<void> {
    if (this.#stopping.aborted) return;
    print(`\n== ${title}\n`);
    const startedAt = performance.now();
    const {
      passed,
      failed,
      failures = [],
      unsteady = [],
    } = await run(print).catch((error: unknown): Totals => {
      print(`${error instanceof Error ? error.message : String(error)}\n`);
      return { passed: 0, failed: 1 };
    });
    const took = formatSeconds(performance.now() - startedAt);
    print(`== ${failed === 0 ? "done" : "FAILED"} in ${took}: ${title}\n`);
    this.totals.passed += passed;
    this.totals.failed += failed;
    this.totals.unsteady.push(...unsteady);
    if (failed > 0) this.totals.failures.push(`== ${title}: ${failed} failed`, ...failures);
  }
}
