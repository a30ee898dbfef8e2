import { exists } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { connectionsOf } from "../../../models/provider-settings.ts";
import { openStored } from "../../../models/connections/stored/open-stored.ts";
import { readStoredConnections } from "../../../models/connections/stored/stored-connections.ts";
import { withoutPassword } from "../../../platform/db/migrate.ts";
import { lacksRights, rightsAdvice } from "../../../platform/db/rights.ts";
import { createSealedSecrets } from "../../../platform/sealed-secrets.ts";
import type { Config } from "../../config.ts";
import { readMachine } from "../../processes/machine.ts";
import { reachServer } from "../reach-database.ts";
import { secretFile, secretInFolder } from "../../server-secret.ts";
import { checkBackups, checkSchedule } from "./check-backups.ts";
import { checkDatabase } from "./check-database.ts";
import { checkDisk } from "./check-disk.ts";
import { checkMail } from "./check-mail.ts";
import { checkModels } from "./check-models.ts";
import { checkProcesses } from "./check-processes.ts";
import { checkPublicAddress } from "./check-public-address.ts";
import { checkSettings } from "./check-settings.ts";
import { type Finding, fine, problem, reasonOf } from "./finding.ts";

/**
 * Looks at everything that a server with these settings needs, and reports each finding as soon as
 * it is known. Changes nothing, but for a file that it writes to the place of backups and removes; an
 * embedded database that is not running is started meanwhile.
 *
 * @returns whether nothing keeps the server from working
 */
export async function runDoctor(
  config: Config,
  report: (finding: Finding) => void,
): Promise<boolean> {
  let isWell = true;
  const tell = (finding: Finding) => {
    isWell &&= finding.level !== "problem";
    report(finding);
  };
  for (const finding of checkSettings(config)) tell(finding);
  const { count, finding } = checkProcesses(config.processes, await readMachine());
  tell(finding);
  const disk = await checkDisk(config);
  tell(disk);
  const stored = disk.level === "problem" ? [] : await lookAtDatabase(config, count, tell);
  const slow = [
    checkModels([...connectionsOf(config.provider), ...stored], config.provider),
    checkMail(config).then((finding) => [finding]),
    checkBackups(config).then((finding) => [finding]),
    checkPublicAddress(config),
  ];
  await Promise.all(slow.map(async (findings) => (await findings).forEach(tell)));
  return isWell;
}

/** Looks at the database, for this many processes. Returns the model servers that admins have connected. */
async function lookAtDatabase(config: Config, count: number, tell: (finding: Finding) => void) {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === null && !(await exists(join(dataDir, "postgres")))) {
    tell(fine("database", `none yet: the first start creates it in ${dataDir}`));
    return [];
  }
  const where = databaseUrl === null ? dataDir : withoutPassword(databaseUrl);
  try {
    await using server = await reachServer(config, null);
    const sql = postgres(server.url, { max: 2, connect_timeout: 5, onnotice: () => {} });
    try {
      const { databasePoolSize } = config;
      const isEmbedded = databaseUrl === null;
      const needs = { databasePoolSize, processes: count, isEmbedded };
      for (const finding of await checkDatabase(sql, needs)) tell(finding);
      if (await hasTable(sql, "server_settings")) tell(await checkSchedule(sql, config));
      return await readConnections(sql, config, tell);
    } finally {
      await sql.end({ timeout: 5 });
    }
  } catch (error) {
    const says = `the database at ${where} cannot be used: ${reasonOf(error)}`;
    const advice = lacksRights(error)
      ? rightsAdvice
      : databaseUrl === null
        ? "see postgres.log in the data folder"
        : "check DATABASE_URL, that PostgreSQL runs, and that this machine may connect";
    tell(problem("database", says, advice));
    return [];
  }
}

/** The model servers that admins have connected. Reads the secret where it must exist, and creates none. */
async function readConnections(sql: Sql, config: Config, tell: (finding: Finding) => void) {
  if (!(await hasTable(sql, "connections"))) return [];
  const { connections } = await readStoredConnections(sql);
  if (connections.length === 0) return [];
  const secret = config.jwtSecretKey ?? (await secretInFolder(config));
  if (secret === null) {
    const says = `${secretFile(config)} is missing: the keys of ${connections.length} connected model servers cannot be read`;
    tell(problem("secret", says, "put the file back, or set JWT_SECRET_KEY to what it held"));
    return [];
  }
  const sealed = createSealedSecrets([secret, ...config.olderJwtSecretKeys]);
  return connections.map((each) => openStored({ sealed, log: silent }, each));
}

/** A database of an earlier release may lack it. */
async function hasTable(sql: Sql, name: string): Promise<boolean> {
  const [row] = await sql<{ isThere: boolean }[]>`
    select to_regclass(${name}) is not null as "isThere"`;
  return row?.isThere === true;
}

/** What the log would say is among the findings. */
const silent = { error() {} };
