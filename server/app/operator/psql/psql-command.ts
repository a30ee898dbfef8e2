import type { Config } from "../../config.ts";
import { CommandError } from "../command-error.ts";
import { commandLine } from "../command-line.ts";
import { reachServer } from "../reach-database.ts";

export const psqlUsage = `Usage: ${commandLine("psql")} [--write] [--print] [arguments of psql]

Opens PostgreSQL's psql on the database of these settings: the one at DATABASE_URL, or the one in
the data folder, whether the server runs or not. It only reads, unless --write is given.

--print prints the address for another program instead, with the password; the server has to run.

For example: ${commandLine("psql")} -c 'select count(*) from messages'`;

/** What the command was asked for. */
interface Asked {
  isWritable: boolean;
  prints: boolean;
  /** Passed on to psql. */
  rest: string[];
}

/** Where the command runs. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>;
  /** Prints a line of the result. */
  print(line: string): void;
  /** Reports a step. */
  report(step: string): void;
}

/**
 * Runs psql in this terminal, or prints the database's address.
 *
 * @returns the exit code
 * @throws CommandError when there is no psql, or no address that outlives the command
 */
export async function psqlCommand(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  argv: readonly string[],
  { env, print, report }: Terminal,
): Promise<number> {
  const { isWritable, prints, rest } = readArguments(argv);
  const program = Bun.which("psql");
  if (!prints && program === null)
    throw new CommandError(
      "There is no psql on this machine. Install it (apt-get install postgresql-client, brew install libpq), " +
        `or connect another program to the address that ${commandLine("psql --print")} shows.`,
    );
  await using server = await reachServer(config, report);
  if (prints) {
    if (server.isOwn)
      throw new CommandError("The server is not running, so its database has no address now.");
    print(server.url);
    return 0;
  }
  const child = Bun.spawn({
    cmd: [program ?? "psql", ...rest],
    env: { ...env, ...psqlSettings(server.url, isWritable) },
    stdio: ["inherit", "inherit", "inherit"],
  });
  // Ctrl-C is for psql, which ends a statement by it.
  const ignore = () => {};
  process.on("SIGINT", ignore);
  try {
    return await child.exited;
  } finally {
    process.off("SIGINT", ignore);
  }
}

function readArguments(argv: readonly string[]): Asked {
  const own = new Set(["--write", "--print"]);
  return {
    isWritable: argv.includes("--write"),
    prints: argv.includes("--print"),
    rest: argv.filter((word) => !own.has(word)),
  };
}

/** Parameters of an address that psql reads from its environment. */
const parameters: Readonly<Record<string, string>> = {
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  channel_binding: "PGCHANNELBINDING",
};

/**
 * The address as psql's environment: other users of the machine can read a command line, and with it
 * a password in an address.
 */
export function psqlSettings(url: string, isWritable: boolean): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const settings: Record<string, string> = {
    PGHOST: hostname.replace(/^\[(.*)\]$/, "$1"),
    PGPORT: port || "5432",
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGAPPNAME: "chatkit psql",
    PGOPTIONS: isWritable ? "" : "-c default_transaction_read_only=on",
  };
  for (const [name, variable] of Object.entries(parameters)) {
    const value = searchParams.get(name);
    if (value !== null) settings[variable] = value;
  }
  return settings;
}
