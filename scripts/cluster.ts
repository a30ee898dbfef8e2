import { join } from "node:path";
import { runCluster } from "../testing/cluster/run-cluster.ts";
import { exitWith } from "./print.ts";
import { stopSignal } from "./process/stop-signal.ts";

const root = join(import.meta.dir, "..");
process.chdir(root);
try {
  const stopping = await stopSignal();
  await runCluster({ root, env: process.env, argv: process.argv.slice(2), stopping });
  process.exit(0);
} catch (error) {
  exitWith(error);
}
