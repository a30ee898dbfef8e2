import { exists } from "node:fs/promises";
import { parseArgs } from "node:util";
import { checkSums, type LoadedBackup } from "../../../platform/backup/load-backup.ts";
import { packBackup, unpackBackup } from "../../../platform/backup/pack-backup.ts";
import { writeBackup } from "../../../platform/backup/write-backup.ts";
import { withoutPassword } from "../../../platform/db/migrate.ts";
import type { BackupSettings } from "../../backup-settings.ts";
import type { Config } from "../../config.ts";
import { readVersion } from "../../../platform/read-version.ts";
import { CommandError } from "../command-error.ts";
import { commandLine } from "../command-line.ts";
import { reachServer } from "../reach-database.ts";
import { placeOf, writeWhole } from "./backup-file.ts";
import { checkBackup } from "./check-backup.ts";
import { guardSource, readDatabaseBytes } from "./guard-source.ts";
import { restoreDatabase } from "../../restore-database.ts";
import { keepSecret, secretFile, secretInFolder } from "../server-secret.ts";

/** Reports a step of a command that takes a while. */
export type Report = (step: string) => void;

/** A command: its usage text, and what it does. Resolves with what to print. */
export interface BackupCommand {
  usage: string;
  run(config: Config, argv: string[], report: Report): Promise<string>;
}

const backup: BackupCommand = {
  usage: `Usage: ${commandLine("backup")} [FILE or FOLDER] [--no-check]

Writes everything in the database, files included, as it is at one moment, while the server runs.
Then restores it into a database of its own, to see that it can be; --no-check leaves that out.
Without a place, the file goes into "backups" in the data folder.`,
  async run(config, argv, report) {
    const { values, positionals } = parse(argv, { "no-check": { type: "boolean" } });
    if (positionals.length > 1) throw new CommandError(backup.usage);
    const { dataDir, backup: keys } = config;
    const path = await placeOf(positionals[0] ?? null, { dataDir, now: new Date() });
    const isSealed = keys.recipients.length > 0 || keys.passphrase !== null;
    const secret = isSealed ? await secretInFolder(config) : null;
    await using server = await reachServer(config, report);
    const rows = writeBackup(
      server.url,
      { chatkit: await readVersion(), secret },
      eachTable(report),
    );
    const checks = values["no-check"] !== true && canOpen(keys);
    let loaded: LoadedBackup | null = null;
    const bytes = await writeWhole(path, await packBackup(rows, keys), async (draft) => {
      if (!checks) return;
      report("restoring it into a database of its own");
      const databaseBytes = await readDatabaseBytes(server.url);
      loaded = await checkBackup(await opened(draft, config), { dataDir, databaseBytes });
    });
    return [
      `${path} (${inMegabytes(bytes)} MB${isSealed ? ", encrypted" : ""})`,
      loaded
        ? `It was restored to check it: ${describe(loaded)}.`
        : "It was not restored to check it.",
      ...(secret === null ? [secretAdvice(config)] : []),
    ].join("\n");
  },
};

const restore: BackupCommand = {
  usage: `Usage: ${commandLine("restore")} FILE [--replace]

Loads a backup into the database of these settings, which has to be empty; --replace deletes what is
in it first. All nodes have to be stopped.`,
  async run(config, argv, report) {
    const { values, positionals } = parse(argv, { replace: { type: "boolean" } });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new CommandError(restore.usage);
    if (!(await exists(path))) throw new CommandError(`There is no file ${path}.`);
    report("reading the file");
    const header = await checkSums(await opened(path, config));
    await using server = await reachServer(config, report);
    const replace = values["replace"] === true;
    const source = await opened(path, config);
    const loaded = await restoreDatabase(server.url, source, { replace, report });
    const advice = await keepSecret(config, header);
    const done = `Restored from ${header.createdAt}: ${describe(loaded)}.`;
    return advice === null ? done : `${done}\n${advice}`;
  },
};

const moveDatabase: BackupCommand = {
  usage: `Usage: ${commandLine("move-database")} postgres://USER:PASSWORD@HOST/NAME [--replace]

Copies the database of these settings, such as the embedded one, to another one, which has to be
empty. All nodes have to be stopped. Then set DATABASE_URL to the new address.`,
  async run(config, argv, report) {
    const { values, positionals } = parse(argv, { replace: { type: "boolean" } });
    const [to, ...more] = positionals;
    const isAddress = to !== undefined && /^postgres(ql)?:$/.test(URL.parse(to)?.protocol ?? "");
    if (!isAddress || more.length > 0) throw new CommandError(moveDatabase.usage);
    await using server = await reachServer(config, report);
    await using guard = await guardSource(server.url, to);
    const rows = writeBackup(server.url, { chatkit: await readVersion(), secret: null });
    const replace = values["replace"] === true;
    const loaded = await restoreDatabase(to, rows, { replace, report });
    await guard.requireNoNodes();
    const secret = await secretInFolder(config);
    return [
      `Moved to ${withoutPassword(to)}: ${describe(loaded)}.`,
      "Set DATABASE_URL to its address before the next start.",
      ...(secret === null ? [] : [`Set JWT_SECRET_KEY to the secret in ${secretFile(config)}.`]),
    ].join("\n");
  },
};

export const backupCommands: Readonly<Record<string, BackupCommand>> = {
  backup,
  restore,
  "move-database": moveDatabase,
};

function parse(argv: string[], options: Record<string, { type: "boolean" }>) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true });
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function opened(path: string, { backup: keys }: Config): Promise<AsyncIterable<Uint8Array>> {
  return unpackBackup(Bun.file(path).stream(), keys);
}

/** Reports each table once. */
function eachTable(report: Report) {
  let last = "";
  return (table: string, bytes: number) => {
    if (table !== last) report(`${table} (${inMegabytes(bytes)} MB so far)`);
    last = table;
  };
}

function describe({ end }: LoadedBackup): string {
  const count = (name: string) => (end.tables[`public.${name}`]?.rows ?? 0).toLocaleString("en");
  return `${count("users")} people, ${count("threads")} chats, ${count("messages")} messages, ${count("attachments")} files`;
}

function inMegabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

/** What an operator has to keep beside a backup without the secret. */
function secretAdvice(config: Config): string {
  const where = config.jwtSecretKey === null ? secretFile(config) : "JWT_SECRET_KEY";
  return `Keep ${where} with it: the keys of connected models can only be read with that secret.`;
}

/** Whether a backup with these keys can be opened with them. */
function canOpen({ recipients, identities }: BackupSettings): boolean {
  return recipients.length === 0 || identities.length > 0;
}
