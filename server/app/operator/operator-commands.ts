import { createSigners } from "../../people/auth/signers.ts";
import { type Config, type Env, readConfig } from "../config.ts";
import type { Database } from "../../platform/db/client.ts";
import { readServerSecrets } from "../../platform/server-secrets.ts";
import { adminCommand, adminUsage } from "./admin-command.ts";
import { apiKeyCommand, apiKeyUsage } from "./api-key-command.ts";
import { CommandError } from "./command-error.ts";
import { reachDatabase } from "./reach-database.ts";
import { resetLinkCommand, resetLinkUsage } from "./reset-link-command.ts";

/** A command for operators: its function and usage text. */
interface Command {
  usage: string;
  run(given: { db: Database; config: Config }, argv: string[]): Promise<string>;
}

const commands: Record<string, Command> = {
  "api-key": { usage: apiKeyUsage, run: ({ db }, argv) => apiKeyCommand(db, argv) },
  admin: {
    usage: adminUsage,
    run: async ({ db, config }, argv) => adminCommand({ db, ...(await readLinks(config)) }, argv),
  },
  "reset-link": {
    usage: resetLinkUsage,
    run: async ({ db, config }, argv) =>
      resetLinkCommand({ db, ...(await readLinks(config)) }, argv),
  },
};

/** What makes links, and the address that they lead to. */
async function readLinks(config: Config) {
  const { links } = createSigners(await readServerSecrets(config), config.publicOrigin);
  const origin = config.publicOrigin ?? `http://${config.host}:${config.port}`;
  return { links, address: origin + config.basePath };
}

/**
 * Runs one command on the server's database, whether the server is running or not. Resolves with
 * what to print.
 *
 * @param words the command's name and its arguments
 * @param report told what takes a while
 * @throws Error for the operator: about the settings, the database or the arguments
 */
export async function runOperatorCommand(
  [name = "", ...argv]: readonly string[],
  env: Env,
  report: (step: string) => void,
): Promise<string> {
  const command = commands[name];
  if (!command) throw new CommandError(`The commands are ${Object.keys(commands).join(", ")}.`);
  if (argv.includes("--help")) return command.usage;
  const config = readConfig(env);
  await using database = await reachDatabase(config, report);
  return await command.run({ db: database.db, config }, argv);
}
