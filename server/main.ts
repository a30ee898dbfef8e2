import { type App, startApp } from "./app/app.ts";
import { type Config, readConfig } from "./app/config.ts";
import { describeDatabase, describeModel } from "./app/describe-config.ts";
import { createLog, type Logger } from "./platform/log.ts";

/** Longest graceful shutdown in milliseconds; leases cover the rest. */
const drainWithinMs = 25_000;

/**
 * The same while the database is unreachable: nothing can be handed over without it. Milliseconds.
 */
const drainAwayWithinMs = 8_000;

async function main(): Promise<void> {
  const config = orExit(() => readConfig(process.env, process.argv.slice(2)));
  const log = createLog(config.logLevel);
  process.on("unhandledRejection", (error) => {
    log.fatal({ err: error }, "unhandled rejection");
    process.exit(1);
  });
  const starting = startApp(config, log, { progress: (step) => console.log(`· ${step}`) });
  onSignal(starting, log);
  const app = await starting.catch(exit);
  // Nothing can be handed over without a database: leases and the process supervisor recover from
  // this.
  void app.lost.then((error) => {
    log.fatal({ err: error }, "the database is lost");
    process.exit(1);
  });
  announce(app, config);
  await app.warmUp();
}

function announce(app: App, config: Config): void {
  if (config.role === "worker") console.log(`ChatKit worker (health at ${app.origin}/readyz)`);
  else console.log(`ChatKit is ready: ${app.origin}${config.basePath}`);
  // In development, the command that started this process prints the rest, because it chose the
  // database.
  if (config.devAssetsUrl !== null) return;
  console.log(`  database: ${describeDatabase(config)}`);
  console.log(`  model:    ${describeModel(config)}`);
  if (config.metricsPort !== null) console.log(`  metrics:  ${app.metricsOrigin}/metrics`);
}

/**
 * One Ctrl-C can arrive more than once: from the terminal, and again from the parent programs.
 * Signals within this many milliseconds count as one.
 */
const sameSignalMs = 500;

/** The first signal shuts down gracefully, even during the start; a second one exits at once. */
function onSignal(starting: Promise<App>, log: Logger): void {
  let first: { name: string; at: number } | null = null;
  const end = (name: string) => {
    if (first?.name === name && performance.now() - first.at < sameSignalMs) return;
    if (first) process.exit(1);
    first = { name, at: performance.now() };
    console.log(
      "Stopping: handing over replies and closing connections. Press again to stop immediately.",
    );
    setTimeout(() => process.exit(1), drainWithinMs);
    void starting.then((app) => endSoonWithoutDatabase(app, log));
    starting
      .then((app) => app[Symbol.asyncDispose]())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.fatal({ err: error }, "shutdown failed");
        process.exit(1);
      });
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

/** Exits after the shorter time if the database did not answer when shutdown began. */
async function endSoonWithoutDatabase(app: App, log: Logger): Promise<void> {
  const startedAt = performance.now();
  if (await app.databaseAnswers()) return;
  await Bun.sleep(drainAwayWithinMs - (performance.now() - startedAt));
  log.fatal("exiting without a handover: the database does not answer");
  process.exit(1);
}

function orExit<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    return exit(error);
  }
}

/** Problems with settings or the machine print one line; bugs keep their stack trace. */
function exit(error: unknown): never {
  const isFault = !(error instanceof Error) || error instanceof TypeError;
  console.error(isFault ? error : `ChatKit cannot start: ${error.message}`);
  process.exit(1);
}

await main();
