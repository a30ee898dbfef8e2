import { readConfig } from "../../config.ts";
import { CommandError } from "../command-error.ts";
import { backupCommands } from "./backup-commands.ts";

/** `bun run backup`, `restore` and `move-database`. Unlike other commands, they migrate nothing first. */
async function main([name = "", ...argv]: string[]): Promise<void> {
  const command = backupCommands[name];
  if (!command)
    throw new CommandError(`The commands are ${Object.keys(backupCommands).join(", ")}.`);
  if (argv.includes("--help")) return console.log(command.usage);
  const report = (step: string) => console.error(`· ${step}`);
  const watch = { report, signal: endedBySignals() };
  console.log(await command.run(readConfig(process.env), argv, watch));
}

/** How long a command that is ended may take to remove what it has begun, in milliseconds. */
const tidyWithinMs = 10_000;

/** Aborts when the operator or the system ends the command; a second time, that ends it at once. */
function endedBySignals(): AbortSignal {
  const ending = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => {
      ending.abort(new CommandError(`ended by ${name}`));
      setTimeout(() => process.exit(1), tidyWithinMs).unref();
    });
  return ending.signal;
}

try {
  await main(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  // All errors here are for the operator: settings, the database, a file, or the arguments.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
