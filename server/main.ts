import { type Config, readConfig, settingNames } from "./app/config.ts";
import { chooseProcesses } from "./app/processes/choose-processes.ts";
import { readMachine } from "./app/processes/machine.ts";
import { supervisedName } from "./app/processes/messages.ts";
import { endProcess } from "./app/end-process.ts";
import { cutAdvice, describeCut, findCutSettings } from "./app/env-file.ts";
import { describeFailedStart, type Observed, type Terminal } from "./app/terminal.ts";
import { createLog } from "./platform/log.ts";
import { openTelemetry } from "./platform/tracing/telemetry.ts";

// A supervisor of several processes loads little: the rest is imported by those that run it.

const terminal: Terminal = {
  say: (text) => console.log(text),
  complain: (text) => console.error(text),
};

async function main(): Promise<void> {
  const { env } = process;
  const args = process.argv.slice(2);
  if (env[supervisedName] !== undefined) return runSupervised(args);
  for (const cut of await findCutSettings(settingNames, env, process.cwd()))
    terminal.complain(`· ${describeCut(cut)}; ${cutAdvice}`);
  const config = orExit(() => readConfig(env, args));
  const { count, note } = orExit(chooseProcesses, config.processes, await readMachine());
  if (note !== null) terminal.say(`· ${note}`);
  const deps = { ...(await openLog(config)), terminal };
  if (count === 1) await (await import("./app/run-node.ts")).runNode(config, deps);
  else {
    const { runProcesses } = await import("./app/processes/run-processes.ts");
    await runProcesses({ config, count }, { env, args }, deps);
  }
}

/** One of several processes that a supervisor has started. */
async function runSupervised(args: readonly string[]): Promise<void> {
  const { processChannel, SupervisorLink } = await import("./app/processes/supervisor-link.ts");
  const link = new SupervisorLink(processChannel());
  try {
    const config = readConfig(process.env, args);
    const { runSharedNode } = await import("./app/processes/run-shared-node.ts");
    await runSharedNode(config, link, await openLog(config));
  } catch (error) {
    await link.failed(describeFailedStart(error));
    process.exit(1);
  }
}

/** The log of this process, and the export of traces and of the log. */
async function openLog({ logLevel, telemetry: settings }: Config): Promise<Observed> {
  const telemetry = await openTelemetry(settings);
  const log = createLog(logLevel, undefined, telemetry);
  process.on("unhandledRejection", (error) => {
    log.fatal({ err: error }, "unhandled rejection");
    void endProcess(telemetry, 1);
  });
  return { log, telemetry };
}

function orExit<Args extends unknown[], T>(action: (...args: Args) => T, ...args: Args): T {
  try {
    return action(...args);
  } catch (error) {
    terminal.complain(describeFailedStart(error));
    process.exit(1);
  }
}

await main();
