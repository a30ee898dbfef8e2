import { readVersion } from "./platform/read-version.ts";
import { programFile } from "./platform/program-files.ts";
import { runWorker } from "./platform/worker-command.ts";

// The executable that `bun run compile` makes: the server and its operator's commands.

/** A command: what it does, and the module that does it when loaded. */
interface Command {
  /** With its arguments. */
  usage: string;
  about: string;
  /** Whether its module answers `--help`. */
  hasHelp?: true;
  load(): Promise<unknown>;
}

const operator = () => import("./app/operator/operator-cli.ts");
const backup = () => import("./app/operator/backup/backup-cli.ts");

const commands: Record<string, Command> = {
  serve: {
    usage: "serve [--role web|worker|all]",
    about: "run the server",
    load: serve,
  },
  admin: {
    usage: "admin ADDRESS",
    about: "make an account an admin",
    hasHelp: true,
    load: operator,
  },
  "api-key": {
    usage: "api-key create|list|revoke …",
    about: "manage API keys",
    hasHelp: true,
    load: operator,
  },
  "reset-link": {
    usage: "reset-link ADDRESS",
    about: "print a link to choose a new password",
    hasHelp: true,
    load: operator,
  },
  backup: {
    usage: "backup [FILE, FOLDER or s3://…]",
    about: "write everything into one file, and check it; --list prints those of a place",
    hasHelp: true,
    load: backup,
  },
  restore: {
    usage: "restore FILE or s3://…",
    about: "load a backup into an empty database",
    hasHelp: true,
    load: backup,
  },
  "move-database": {
    usage: "move-database postgres://…",
    about: "copy the database to a PostgreSQL server",
    hasHelp: true,
    load: backup,
  },
  psql: {
    usage: "psql [--write] [--print] …",
    about: "open psql on the database, for reading",
    hasHelp: true,
    load: () => import("./app/operator/psql/psql-cli.ts"),
  },
  migrate: {
    usage: "migrate",
    about: "bring the database at DATABASE_URL up to date",
    load: () => import("./app/operator/migrate-cli.ts"),
  },
  doctor: {
    usage: "doctor",
    about: "say what is wrong with settings, disk, database, models, mail, backups and proxy",
    load() {
      inProduction();
      return import("./app/operator/doctor/doctor-cli.ts");
    },
  },
  health: {
    usage: "health",
    about: "ask the server on this machine whether it takes work",
    load() {
      inProduction();
      return import("./app/operator/health-cli.ts");
    },
  },
};

/** As `bun run start`. */
async function serve(): Promise<void> {
  inProduction();
  process.argv.splice(2, 1);
  await import("./main.ts");
}

function inProduction(): void {
  const { env } = process;
  env["NODE_ENV"] ??= "production";
}

/** What Bun reads from the environment when it starts. */
const forBun = {
  // Root starts PostgreSQL through programs of the system. Shells have the same without a PATH.
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  // The most requests to model servers at once: Bun's own limit of 256 is that of a node's replies.
  BUN_CONFIG_MAX_HTTP_REQUESTS: "65535",
};

/** Starts this process once more in its place if that is missing. Windows cannot replace a process. */
function setUpBun(): void {
  const { env, execPath, argv } = process;
  const isMissing = Object.keys(forBun).some((name) => env[name] === undefined);
  if (!isMissing || process.platform === "win32") return;
  process.execve?.(execPath, [execPath, ...argv.slice(2)], { ...forBun, ...env });
}

function usage(): string {
  const all = Object.values(commands);
  const width = Math.max(...all.map((command) => command.usage.length));
  return [
    "Usage: chatkit COMMAND",
    "",
    ...all.map((command) => `  ${command.usage.padEnd(width)}  ${command.about}`),
    "",
    "Settings are environment variables, also from a file .env in the current folder.",
    "`chatkit COMMAND --help` says more about a command.",
  ].join("\n");
}

/** A module of this program that the server runs in a process of its own, and no other. */
const workers = /^server\/[\w/-]+-worker\.ts$/;

async function runOwnModule(path: string): Promise<void> {
  if (!workers.test(path)) throw new Error(`${path} is no worker of this program.`);
  await import(programFile(path));
}

async function main(): Promise<void> {
  const [name, ...args] = process.argv.slice(2);
  if (name === runWorker) return runOwnModule(args[0] ?? "");
  if (name === "--version") return console.log(`chatkit ${await readVersion()}`);
  if (name === "--help" || name === "help") return console.log(usage());
  const command = Object.hasOwn(commands, name ?? "") ? commands[name ?? ""] : undefined;
  if (command && !command.hasHelp && args.includes("--help"))
    return console.log(`Usage: chatkit ${command.usage}\n\nTo ${command.about}.`);
  if (command) {
    setUpBun();
    return void (await command.load());
  }
  console.error(usage());
  process.exit(1);
}

await main();
