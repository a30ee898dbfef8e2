import type { App } from "./app.ts";
import type { Config } from "./config.ts";
import { describeDatabase, describeModel } from "./describe-config.ts";
import type { Terminal } from "./terminal.ts";

/** Tells the operator where ChatKit answers, and what it uses. */
export function announce(
  config: Config,
  { origin, metricsOrigin }: Pick<App, "origin" | "metricsOrigin">,
  { say }: Terminal,
): void {
  if (config.role === "worker") say(`ChatKit worker (health at ${origin}/readyz)`);
  else say(`ChatKit is ready: ${origin}${config.basePath}`);
  // In development, the command that started this process prints the rest, because it chose the
  // database.
  if (config.devAssetsUrl !== null) return;
  say(`  database: ${describeDatabase(config)}`);
  say(`  model:    ${describeModel(config)}`);
  if (config.metricsPort !== null) say(`  metrics:  ${metricsOrigin}/metrics`);
}
