import { availableParallelism } from "node:os";
import type { Env } from "../../server/app/config.ts";

/** How many test files run side by side; a number, by default one per core. */
export const workersVariable = "CHATKIT_TEST_WORKERS";

/**
 * Most by default: each journey has its own browser and server, about 1 GB, and the tests' database
 * has 300 connections.
 */
const mostWorkers = 4;

/** Number of test files to run side by side, from the environment or the machine's cores. */
export function countWorkers(env: Env, cores = availableParallelism()): number {
  const chosen = env[workersVariable];
  if (!chosen) return Math.min(cores, mostWorkers);
  if (/^[1-9]\d?$/.test(chosen)) return Number(chosen);
  throw new Error(`${workersVariable} is not a number from 1 to 99: ${chosen}`);
}
