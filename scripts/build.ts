import { join } from "node:path";
import { runBuild } from "./build/run-build.ts";
import { exitWith } from "./print.ts";

// Some libraries otherwise build their development variant.
process.env["NODE_ENV"] = "production";
try {
  const ok = await runBuild(join(import.meta.dir, ".."));
  process.exit(ok ? 0 : 1);
} catch (error) {
  exitWith(error);
}
