import { test } from "bun:test";
import { appendFile } from "node:fs/promises";
import type { Moves } from "./metric-moves.ts";

/** The outcome of a fault, for the table that `bun run test:faults` prints. */
export interface FaultOutcome {
  /** A few words. */
  outcome: string;
  /** Time from the fault, or from its end, to full recovery; null where nothing is interrupted. */
  recoveredMs: number | null;
  /** The counters that the fault moved. They have been checked. */
  moved: Moves;
}

/** A line of the report, as JSON. */
export interface FaultRow extends FaultOutcome {
  fault: string;
  passed: boolean;
}

export interface FaultOptions {
  /** Quick enough for `bun run test`. */
  quick?: boolean;
  /** Time limit of the test, in milliseconds. */
  withinMs?: number;
  /** Why this machine cannot cause the fault; null or absent where it can. */
  leftOut?: string | null;
}

const usualWithinMs = 60_000;

/**
 * Defines the test of one fault. With `FAULTS=quick` only quick ones run; the outcome goes to the
 * file that `FAULT_REPORT` names.
 */
export function fault(
  name: string,
  run: () => Promise<FaultOutcome>,
  { quick = false, withinMs = usualWithinMs, leftOut = null }: FaultOptions = {},
): void {
  const skip = process.env["FAULTS"] === "quick" && !quick;
  test.skipIf(skip || leftOut !== null)(
    leftOut === null ? name : `${name} (left out: ${leftOut})`,
    async () => {
      try {
        await report({ fault: name, passed: true, ...(await run()) });
      } catch (error) {
        const [outcome = ""] = Bun.stripANSI(String(error)).split("\n");
        await report({ fault: name, passed: false, outcome, recoveredMs: null, moved: {} });
        throw error;
      }
    },
    withinMs,
  );
}

async function report(row: FaultRow): Promise<void> {
  const path = process.env["FAULT_REPORT"];
  if (path) await appendFile(path, `${JSON.stringify(row)}\n`);
}

/** Throws unless a time in milliseconds is within its bound; gives the time. */
export function within(boundMs: number, ms: number): number {
  if (ms > boundMs) throw new Error(`took ${Math.round(ms)} ms, which is more than ${boundMs} ms`);
  return ms;
}
