import type { Config } from "../config.ts";
import { drainWithinMs, onEndSignal, stoppingWords } from "../on-end-signal.ts";
import { announce } from "../announce.ts";
import { endProcess } from "../end-process.ts";
import { describeFailedStart, type RunDeps } from "../terminal.ts";
import type { NodeKeeper } from "./node-keeper.ts";
import type { NodeCommand } from "./spawn-node.ts";
import { startSupervisor, type Supervisor } from "./supervise.ts";

/**
 * Runs several node processes on one port until a signal, as their supervisor: this process loads
 * nothing of the app. Ends the process, with 1 when not all ended in order.
 *
 * @param command how to run this program once more
 */
export async function runProcesses(
  { config, count }: { config: Config; count: number },
  command: NodeCommand,
  { log, telemetry, terminal }: RunDeps,
): Promise<void> {
  const keepers: NodeKeeper[] = [];
  const killAll = () => {
    for (const keeper of keepers) keeper.kill();
  };
  const endNow = () => {
    killAll();
    process.exit(1);
  };
  const starting = startSupervisor(config, count, { log, telemetry, terminal, command, keepers });
  onEndSignal({
    begin() {
      terminal.say(stoppingWords);
      setTimeout(endNow, drainWithinMs);
      void starting.then(async (supervisor) => endProcess(telemetry, await closeAll(supervisor)));
    },
    force: endNow,
  });
  const closeAll = (supervisor: Supervisor) =>
    supervisor.close().catch((error: unknown) => {
      log.fatal({ err: error }, "shutdown failed");
      return 1;
    });
  const supervisor = await starting.catch((error: unknown) => {
    terminal.complain(describeFailedStart(error));
    process.exit(1);
  });
  void supervisor.lost.then(async ({ what, error }) => {
    log.fatal({ err: error }, what === "database" ? "the database is lost" : "a process is lost");
    // Nothing can be handed over without a database.
    if (what === "process") {
      setTimeout(endNow, drainWithinMs);
      await closeAll(supervisor);
    }
    killAll();
    // The reason is in the log, which may be on its way to a collector.
    await endProcess(telemetry, 1);
  });
  announce(config, supervisor, terminal);
  if (config.devAssetsUrl === null) terminal.say(`  processes: ${count}`);
}
