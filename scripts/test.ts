import { join } from "node:path";
import { exitWith } from "./print.ts";
import { stopSignal } from "./process/stop-signal.ts";
import { runTests } from "./test/run-tests.ts";

const root = join(import.meta.dir, "..");
process.chdir(root);
try {
  const stopping = await stopSignal();
  const { passed, failed, failures, unsteady } = await runTests({
    root,
    env: process.env,
    stopping,
  });
  if (stopping.aborted) exitWith(new Error("stopped before the end"));
  const broken = failures.length > 0 ? `\n== what failed\n${failures.join("\n\n")}\n` : "";
  const late =
    unsteady.length > 0 ? `\n== passed at the second try\n${unsteady.join("\n\n")}\n` : "";
  // An exit loses what a slow reader has not taken yet.
  process.stdout.write(`${late}${broken}\n${passed} passed, ${failed} failed\n`, () =>
    process.exit(failed === 0 ? 0 : 1),
  );
} catch (error) {
  exitWith(error);
}
