import type { Sql } from "postgres";
import { oldestMajorVersion } from "../../../platform/db/migrate.ts";
import type { Config } from "../../config.ts";
import { connectionsBesidePool } from "../../processes/connection-settings.ts";
import { type Finding, fine, problem, warning } from "./finding.ts";
import { checkSchema } from "./check-schema.ts";

/** A clock that differs by more than this is worth a warning, in milliseconds. */
const clockWarningMs = 1_000;

/** Leases and tokens end by the clock: beyond this, some end too soon or too late. Milliseconds. */
const clockProblemMs = 30_000;

/** Longest wait for a notice that this session sends to itself, in milliseconds. */
const noticeWithinMs = 3_000;

/** Looks at a database that answers. Changes nothing in it. */
export async function checkDatabase(sql: Sql, needs: ConnectionNeeds): Promise<Finding[]> {
  return [
    await checkVersion(sql),
    await checkWrites(sql),
    await checkSchema(sql),
    await checkRoom(sql, needs),
    await checkNotices(sql),
    await checkClock(sql),
  ].flat();
}

async function checkVersion(sql: Sql): Promise<Finding[]> {
  const [row] = await sql<{ version: string; encoding: string }[]>`
    select current_setting('server_version') as version,
      current_setting('server_encoding') as encoding`;
  const { version = "", encoding = "" } = row ?? {};
  const found: Finding[] = [];
  if (Number.parseInt(version, 10) < oldestMajorVersion) {
    const says = `PostgreSQL ${version} is too old`;
    found.push(problem("database", says, `use PostgreSQL ${oldestMajorVersion} or newer`));
  } else found.push(fine("database", `PostgreSQL ${version} answers`));
  if (encoding !== "UTF8") {
    const says = `the database is encoded in ${encoding}: most languages cannot be stored`;
    found.push(problem("database", says, "make a new one with the encoding UTF8"));
  }
  return found;
}

async function checkWrites(sql: Sql): Promise<Finding[]> {
  const [row] = await sql<{ isStandby: boolean; isReadOnly: boolean }[]>`
    select pg_is_in_recovery() as "isStandby",
      current_setting('default_transaction_read_only') = 'on' as "isReadOnly"`;
  if (row?.isStandby) {
    const says = "this server is a standby, which only reads";
    return [problem("database", says, "let DATABASE_URL point at the primary")];
  }
  if (row?.isReadOnly) {
    const says = "the database is set to be read only";
    return [problem("database", says, "set default_transaction_read_only to off")];
  }
  return [];
}

/** What decides how many connections one start needs. */
export interface ConnectionNeeds extends Pick<Config, "databasePoolSize"> {
  processes: number;
  /** Whether the server is the embedded one, which a start gives as many connections as it needs. */
  isEmbedded: boolean;
}

/** Whether the server has connections left for one more start. */
async function checkRoom(sql: Sql, needs: ConnectionNeeds): Promise<Finding> {
  const { databasePoolSize, processes, isEmbedded } = needs;
  const [row] = await sql<{ most: number; used: number }[]>`
    select current_setting('max_connections')::int
        - current_setting('superuser_reserved_connections')::int as most,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used`;
  const { most = 0, used = 0 } = row ?? {};
  const needed = processes * (databasePoolSize + connectionsBesidePool);
  const who = processes === 1 ? "a node takes" : `${processes} processes take`;
  const says = `${used} of ${most} connections are in use, and ${who} up to ${needed}`;
  return isEmbedded || most - used >= needed
    ? fine("connections", says)
    : warning("connections", says, "raise max_connections, or lower DATABASE_POOL_SIZE");
}

/**
 * Nodes tell each other of new text by LISTEN and NOTIFY, which a pooler that shares a connection
 * between clients drops without a word.
 */
async function checkNotices(sql: Sql): Promise<Finding> {
  const channel = `chatkit_doctor_${crypto.randomUUID().replaceAll("-", "")}`;
  const heard = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => heard.resolve(false), noticeWithinMs);
  const listening = await sql.listen(channel, () => heard.resolve(true));
  try {
    await sql.notify(channel, "");
    if (await heard.promise) return fine("notices", "LISTEN and NOTIFY work");
    return problem(
      "notices",
      "NOTIFY does not arrive: a pooler in front of PostgreSQL shares its connections",
      "connect directly, or switch the pooler to session mode",
    );
  } finally {
    clearTimeout(timer);
    await listening.unlisten();
  }
}

/** Compares the clocks of this machine and of the database, with half the way there taken off. */
async function checkClock(sql: Sql): Promise<Finding> {
  const sentAt = Date.now();
  const [row] = await sql<{ now: string }[]>`
    select extract(epoch from clock_timestamp()) * 1000 as now`;
  const receivedAt = Date.now();
  const apart = Math.round(Math.abs(Number(row?.now) - (sentAt + receivedAt) / 2));
  const says = `this machine and the database are ${apart} ms apart`;
  const advice = "let both keep the time by NTP";
  if (apart > clockProblemMs) return problem("clock", says, advice);
  return apart > clockWarningMs ? warning("clock", says, advice) : fine("clock", says);
}
