import { exists } from "node:fs/promises";
import { parseArgs } from "node:util";
import { checkSums, type LoadedBackup } from "../../../platform/backup/load-backup.ts";
import { unpackBackup } from "../../../platform/backup/pack-backup.ts";
import { newBackupName } from "../../../platform/backup/stores/backup-name.ts";
import type { BackupStore } from "../../../platform/backup/stores/backup-store.ts";
import {
  isS3,
  openPlaceToRead,
  openPlaceToWrite,
  openStore,
} from "../../../platform/backup/stores/open-store.ts";
import { writeBackup } from "../../../platform/backup/write-backup.ts";
import { withoutPassword } from "../../../platform/db/migrate.ts";
import { readVersion } from "../../../platform/read-version.ts";
import { asMegabytes, makeBackup } from "../../backups/make-backup.ts";
import { untilAborted } from "../../backups/until-aborted.ts";
import type { Config } from "../../config.ts";
import { restoreDatabase } from "../../restore-database.ts";
import { keepSecret, secretFile, secretInFolder } from "../../server-secret.ts";
import { CommandError } from "../command-error.ts";
import { commandLine } from "../command-line.ts";
import { reachServer } from "../reach-database.ts";
import { guardSource } from "./guard-source.ts";

/** Hears of a command that takes a while, and can end it. */
export interface CommandWatch {
  /** Called with each step. */
  report(step: string): void;
  /** Ends the work, which rejects with its reason and leaves nothing behind. */
  signal: AbortSignal;
}

/** A command: its usage text, and what it does. Resolves with what to print. */
export interface BackupCommand {
  usage: string;
  run(config: Config, argv: string[], watch: CommandWatch): Promise<string>;
}

const backup: BackupCommand = {
  usage: `Usage: ${commandLine("backup")} [PLACE] [--no-check]
       ${commandLine("backup")} --list [PLACE]

Writes everything in the database, files included, as it is at one moment, while the server runs.
Then restores it into a database of its own, to see that it can be; --no-check leaves that out.
The place is a file, a folder, or an address in S3-compatible storage such as s3://bucket/prefix;
without one it is BACKUP_DESTINATION, or "backups" in the data folder. --list prints the backups
there.`,
  async run(config, argv, watch) {
    const { values, positionals } = parse(argv, {
      "no-check": { type: "boolean" },
      list: { type: "boolean" },
    });
    if (positionals.length > 1) throw new CommandError(backup.usage);
    const { dataDir, backup: settings } = config;
    const { s3, keys } = settings;
    const [place] = positionals;
    const usual = () => ({ store: openStore(settings.destination, s3), name: null });
    if (values["list"] === true)
      return listBackups(place === undefined ? usual().store : openStore(place, s3));
    const { store, name: chosen } =
      place === undefined ? usual() : await openPlaceToWrite(place, s3);
    const name = chosen ?? newBackupName(new Date(), null);
    const secret = await secretInFolder(config);
    const checks = values["no-check"] !== true;
    await using server = await reachServer(config, watch.report);
    const order = { url: server.url, dataDir, keys, secret, store, name, checks };
    const made = await makeBackup(order, watch);
    const left = made.leftMark === null ? [] : [`Delete ${made.leftMark}: that has failed.`];
    if (made.uncheckedBecause !== null) {
      const why = `its check could not be carried out: ${made.uncheckedBecause}`;
      throw new CommandError([`${store.pathOf(name)} is kept, but ${why}`, ...left].join("\n"));
    }
    const lines = [
      `${store.pathOf(name)} (${asMegabytes(made.bytes)} MB${made.isSealed ? ", encrypted" : ""})`,
      made.loaded
        ? `It was restored to check it: ${describe(made.loaded)}.`
        : "It was not restored to check it.",
      ...left,
      ...(made.isSealed && secret !== null ? [] : [secretAdvice(config)]),
    ];
    // The backup is good, and something has failed: a timer has to notice.
    if (left.length > 0) throw new CommandError(lines.join("\n"));
    return lines.join("\n");
  },
};

async function listBackups(store: BackupStore): Promise<string> {
  const found = await store.list();
  if (found.length === 0) return `There are no backups in ${store.title}`;
  return found
    .map(({ name, bytes, isMarked }) => {
      const state = isMarked ? ", not checked: in progress, or interrupted" : "";
      return `${store.pathOf(name)} (${asMegabytes(bytes)} MB${state})`;
    })
    .join("\n");
}

const restore: BackupCommand = {
  usage: `Usage: ${commandLine("restore")} BACKUP [--replace]

Loads a backup, a file or an address such as s3://bucket/prefix/name, into the database of these
settings, which has to be empty; --replace deletes what is in it first. All nodes have to be
stopped.`,
  async run(config, argv, { report, signal }) {
    const { values, positionals } = parse(argv, { replace: { type: "boolean" } });
    const [place, ...more] = positionals;
    if (place === undefined || more.length > 0) throw new CommandError(restore.usage);
    const { store, name } = openPlaceToRead(place, config.backup.s3);
    if (!isS3(place) && !(await exists(place)))
      throw new CommandError(`There is no file ${place}.`);
    const opened = async () =>
      untilAborted(await unpackBackup(store.read(name), config.backup.keys), signal);
    report("reading the backup");
    const header = await checkSums(await opened());
    await using server = await reachServer(config, report);
    const replace = values["replace"] === true;
    const loaded = await restoreDatabase(server.url, await opened(), { replace, report });
    const advice = await keepSecret(config, header);
    const done = `Restored from ${header.createdAt}: ${describe(loaded)}.`;
    return advice === null ? done : `${done}\n${advice}`;
  },
};

const moveDatabase: BackupCommand = {
  usage: `Usage: ${commandLine("move-database")} postgres://USER:PASSWORD@HOST/NAME [--replace]

Copies the database of these settings, such as the embedded one, to another one, which has to be
empty. All nodes have to be stopped. Then set DATABASE_URL to the new address.`,
  async run(config, argv, { report, signal }) {
    const { values, positionals } = parse(argv, { replace: { type: "boolean" } });
    const [to, ...more] = positionals;
    const isAddress = to !== undefined && /^postgres(ql)?:$/.test(URL.parse(to)?.protocol ?? "");
    if (!isAddress || more.length > 0) throw new CommandError(moveDatabase.usage);
    await using server = await reachServer(config, report);
    await using guard = await guardSource(server.url, to);
    const rows = writeBackup(server.url, { chatkit: await readVersion(), secret: null });
    const replace = values["replace"] === true;
    let loaded: LoadedBackup;
    try {
      loaded = await restoreDatabase(to, untilAborted(rows, signal), { replace, report });
    } finally {
      // The reader stops at the last line: this ends its connection.
      if (!signal.aborted) await rows.return(undefined);
    }
    await guard.requireUnused(withoutPassword(to));
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

function describe({ end }: LoadedBackup): string {
  const count = (name: string) => (end.tables[`public.${name}`]?.rows ?? 0).toLocaleString("en");
  return `${count("users")} people, ${count("threads")} chats, ${count("messages")} messages, ${count("attachments")} files`;
}

/** What an operator has to keep beside a backup without the secret. */
function secretAdvice(config: Config): string {
  const where = config.jwtSecretKey === null ? secretFile(config) : "JWT_SECRET_KEY";
  return `Keep ${where} with it: the keys of connected models can only be read with that secret.`;
}
