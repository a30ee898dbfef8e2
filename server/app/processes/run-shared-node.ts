import { startApp } from "../app.ts";
import type { Config } from "../config.ts";
import { onEndSignal } from "../on-end-signal.ts";
import { endNode } from "../run-node.ts";
import { describeFailedStart, type Observed } from "../terminal.ts";
import type { SupervisorLink } from "./supervisor-link.ts";

/**
 * Runs a node that is one of several processes on one port, until its supervisor asks it to end or
 * is gone, or a signal arrives. Its log names its place; it prints nothing. Ends the process.
 */
export async function runSharedNode(
  config: Config,
  link: SupervisorLink,
  { log: logOfAll, telemetry }: Observed,
): Promise<void> {
  // Without a supervisor there is nothing to start for.
  const start = await Promise.race([link.start, link.ending]);
  if (typeof start === "string") process.exit(1);
  const { place, port, databaseUrl } = start;
  const log = logOfAll.child({ process: place });
  const starting = startApp({ ...config, port }, log, {
    telemetry,
    shared: { databaseUrl, metricsOfAll: (own) => link.metricsOfAll(own) },
  });
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    endNode(starting, { log, telemetry });
  };
  void link.ending.then((reason) => {
    if (reason === "supervisor gone") log.error("the supervisor is gone, ending");
    end();
  });
  onEndSignal({ begin: end, force: () => process.exit(1) });
  const app = await starting.catch(async (error: unknown) => {
    await link.failed(describeFailedStart(error));
    process.exit(1);
  });
  await link.ready();
  await app.warmUp();
}
