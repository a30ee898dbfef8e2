import { runOperatorCommand } from "./operator-commands.ts";

try {
  const report = (step: string) => console.error(`· ${step}`);
  console.log(await runOperatorCommand(process.argv.slice(2), process.env, report));
  process.exit(0);
} catch (error) {
  // All errors here are for the operator: settings, the database, or the arguments.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
