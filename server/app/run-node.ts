import { type App, startApp } from "./app.ts";
import type { Config } from "./config.ts";
import { announce } from "./announce.ts";
import { endProcess } from "./end-process.ts";
import { drainWithinMs, onEndSignal, stoppingWords } from "./on-end-signal.ts";
import { describeFailedStart, type Observed, type RunDeps } from "./terminal.ts";

/**
 * The same while the database is unreachable: nothing can be handed over without it. Milliseconds.
 */
const drainAwayWithinMs = 8_000;

/** Runs a single node until a signal. Ends the process. */
export async function runNode(config: Config, deps: RunDeps): Promise<void> {
  const { log, telemetry, terminal } = deps;
  const progress = (step: string) => terminal.say(`· ${step}`);
  const starting = startApp(config, log, { progress, telemetry });
  onEndSignal({
    begin() {
      terminal.say(stoppingWords);
      endNode(starting, deps);
    },
    force: () => process.exit(1),
  });
  const app = await starting.catch((error: unknown) => {
    terminal.complain(describeFailedStart(error));
    process.exit(1);
  });
  // Nothing can be handed over without a database: leases and the process supervisor recover from
  // this.
  void app.lost.then((error) => {
    log.fatal({ err: error }, "the database is lost");
    void endProcess(telemetry, 1);
  });
  announce(config, app, terminal);
  await app.warmUp();
}

/** Hands over, closes everything and ends the process. */
export function endNode(starting: Promise<App>, deps: Observed): void {
  const { log, telemetry } = deps;
  setTimeout(() => process.exit(1), drainWithinMs);
  void starting.then((app) => endSoonWithoutDatabase(app, deps));
  starting
    .then((app) => app[Symbol.asyncDispose]())
    .then(() => endProcess(telemetry, 0))
    .catch((error: unknown) => {
      log.fatal({ err: error }, "shutdown failed");
      return endProcess(telemetry, 1);
    });
}

/** Exits after the shorter time if the database did not answer when shutdown began. */
async function endSoonWithoutDatabase(app: App, { log, telemetry }: Observed): Promise<void> {
  const startedAt = performance.now();
  if (await app.databaseAnswers()) return;
  await Bun.sleep(drainAwayWithinMs - (performance.now() - startedAt));
  log.fatal("exiting without a handover: the database does not answer");
  await endProcess(telemetry, 1);
}
