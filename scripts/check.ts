import { join } from "node:path";
import { runCheck } from "./check/run-check.ts";
import { exitWith } from "./print.ts";

try {
  const { failed } = await runCheck(join(import.meta.dir, ".."));
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  exitWith(error);
}
