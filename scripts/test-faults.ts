import { join } from "node:path";
import { exitWith } from "./print.ts";
import { stopSignal } from "./process/stop-signal.ts";
import { runFaults } from "./test/run-faults.ts";

const root = join(import.meta.dir, "..");
process.chdir(root);
try {
  const stopping = await stopSignal();
  const options = { root, env: process.env, stopping };
  const { passed, failed } = await runFaults(options, process.argv.slice(2));
  if (stopping.aborted) exitWith(new Error("stopped before the end"));
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  exitWith(error);
}
