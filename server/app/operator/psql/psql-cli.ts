import { readConfig } from "../../config.ts";
import { psqlCommand, psqlUsage } from "./psql-command.ts";

/** `bun run psql`. Migrates nothing. The first argument is the name of the command. */
try {
  const argv = process.argv.slice(3);
  if (argv.includes("--help")) {
    console.log(psqlUsage);
    process.exit(0);
  }
  const terminal = {
    env: process.env,
    print: (line: string) => console.log(line),
    report: (step: string) => console.error(`· ${step}`),
  };
  process.exit(await psqlCommand(readConfig(process.env), argv, terminal));
} catch (error) {
  // All errors here are for the operator: settings, the database, or psql itself.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
