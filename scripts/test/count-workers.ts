import { availableParallelism } from "node:os";
import type { Env } from "../../server/app/config.ts";

/** How many test files run side by side; a number, by default one more than the cores. */
export const workersVariable = "CHATKIT_TEST_WORKERS";

/**
 * Most by default: each batch of journeys has its own browser and servers, about 1 GB, and the
 * tests' database has 300 connections.
 */
const mostWorkers = 4;

/**
 * Number of test files to run side by side, from the environment or the machine's cores. Many tests
 * wait (for a restart, a job, a time limit), so one more than the cores keeps these at work; a
 * single core runs them one after the other.
 */
export function countWorkers(env: Env, cores = availableParallelism()): number {
  const chosen = env[workersVariable];
  if (!chosen) return cores === 1 ? 1 : Math.min(cores + 1, mostWorkers);
  if (/^[1-9]\d?$/.test(chosen)) return Number(chosen);
  throw new Error(`${workersVariable} is not a number from 1 to 99: ${chosen}`);
}
