import type { Sql } from "postgres";
import { z } from "zod";
import type { BackupCounts } from "../../platform/metrics/backup-metrics.ts";
import { type BackupSchedule, latestDue, nextDue } from "./backup-schedule.ts";
import { readRunningSince } from "./read-running-since.ts";

/** The setting's name in `server_settings`. */
const setting = "scheduled_backups";

const moment = z.coerce.date();

/** What the schedule's backups have come to, the same on all nodes. Times are the database's. */
const stateSchema = z.object({
  /** The last one that was made; null for none so far. */
  done: z
    .object({
      beganAt: moment,
      endedAt: moment,
      /** Its path or address. */
      path: z.string(),
      bytes: z.number(),
      wasChecked: z.boolean(),
      /** Why its check could not be carried out; null when it was, or was not to be. */
      uncheckedBecause: z.string().nullable().default(null),
    })
    .nullable(),
  /**
   * Since when a schedule has been waiting for its first backup; null before a node has looked at
   * it, and once one is made.
   */
  waitingSince: moment.nullable().default(null),
  /** Tries since then that have failed. */
  failures: z.number().int(),
  /** The last of them; null without any. */
  failed: z.object({ at: moment, reason: z.string() }).nullable(),
  /**
   * Paths of good backups whose marks of an unchecked one could not be removed: the next backup
   * removes those, and not the backups.
   */
  marked: z.array(z.string()).default([]),
  /** Paths of backups that are kept although their checks could not be carried out. */
  unchecked: z.array(z.string()).default([]),
});
export type BackupState = z.infer<typeof stateSchema>;

const unused: BackupState = {
  done: null,
  waitingSince: null,
  failures: 0,
  failed: null,
  marked: [],
  unchecked: [],
};

/** The state, and what time it is in the database. */
export async function readBackupState(sql: Sql): Promise<{ state: BackupState; now: Date }> {
  const [row] = await sql<{ value: unknown; nowMs: number }[]>`
    select extract(epoch from now())::float8 * 1000 as "nowMs", (select value from server_settings where name = ${setting}) as value`;
  const { data } = stateSchema.safeParse(row?.value);
  return { state: data ?? unused, now: new Date(row?.nowMs ?? Date.now()) };
}

/** The caller holds the lock of backups. */
export async function writeBackupState(sql: Sql, state: BackupState): Promise<void> {
  await sql`
    insert into server_settings (name, value) values (${setting}, ${JSON.stringify(state)}::jsonb)
    on conflict (name) do update set value = excluded.value, updated_at = now()`;
}

/** Notes the first look at a schedule that has no backup yet: it has been due from then on. */
async function noteWaiting(sql: Sql, now: Date): Promise<void> {
  const waiting: BackupState = { ...unused, waitingSince: now };
  await sql`
    insert into server_settings (name, value) values (${setting}, ${JSON.stringify(waiting)}::jsonb)
    on conflict (name) do update
    set value = server_settings.value || jsonb_build_object('waitingSince', excluded.value->'waitingSince'),
      updated_at = now()
    where coalesce(server_settings.value->'waitingSince', 'null') = 'null'`;
}

/** The same as `readBackupState`, by a node with a schedule, which is noted. */
export async function watchBackupState(sql: Sql): ReturnType<typeof readBackupState> {
  const { state, now } = await readBackupState(sql);
  if (lastBegun(state, now) || state.waitingSince) return { state, now };
  await noteWaiting(sql, now);
  return { state: { ...state, waitingSince: now }, now };
}

/**
 * Counts a try that has failed. The lock of backups may be lost: what another node has done since
 * `before` was read stays.
 */
export async function noteFailure(sql: Sql, reason: string, before: BackupState): Promise<void> {
  const first: BackupState = { ...before, failures: 1, failed: { at: new Date(0), reason } };
  await sql`
    insert into server_settings (name, value)
    values (${setting}, jsonb_set(${JSON.stringify(first)}::jsonb, '{failed,at}', to_jsonb(now())))
    on conflict (name) do update
    set value = server_settings.value || jsonb_build_object(
        'failures', coalesce((server_settings.value->>'failures')::int, 0) + 1,
        'failed', excluded.value->'failed'
      ),
      updated_at = now()
    where server_settings.value->'done'->>'path' is not distinct from excluded.value->'done'->>'path'`;
}

/** Forgets unchecked backups that are no more; the rest of the state stays as it is. */
export async function forgetUnchecked(sql: Sql, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await sql`
    update server_settings
    set value = jsonb_set(value, '{unchecked}', (value->'unchecked') - ${[...paths]}::text[])
    where name = ${setting} and jsonb_typeof(value->'unchecked') = 'array'`;
}

/** Pauses after failures: they double from a minute to an hour. Milliseconds. */
const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;

/**
 * Whether a backup has to be made now: none has begun since the schedule's last time. So one that
 * was missed is made up for, and one that failed is tried again, after a pause.
 */
export function isBackupDue(state: BackupState, schedule: BackupSchedule, now: Date): boolean {
  const { failures, failed } = state;
  const begun = lastBegun(state, now);
  if (begun && begun >= latestDue(schedule, now)) return false;
  if (!failed) return true;
  const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(failures - 1, 10), longestPauseMs);
  // A clock that was set back does not keep backups from being made.
  return Math.abs(now.getTime() - failed.at.getTime()) >= pauseMs;
}

/** When the last one began; null for none, or when a clock was ahead then. */
function lastBegun({ done }: BackupState, now: Date): Date | null {
  return done && done.beganAt <= now ? done.beganAt : null;
}

/** For how long a backup has been due, in seconds; 0 when none is. */
export function overdueSeconds(state: BackupState, schedule: BackupSchedule, now: Date): number {
  const begun = lastBegun(state, now);
  const since = begun ? nextDue(schedule, begun) : (state.waitingSince ?? now);
  return Math.max(0, (now.getTime() - since.getTime()) / 1_000);
}

/** The state in figures. */
export async function readBackupCounts(sql: Sql, schedule: BackupSchedule): Promise<BackupCounts> {
  const [{ state, now }, since] = await Promise.all([watchBackupState(sql), readRunningSince(sql)]);
  const { done } = state;
  const seconds = done ? (done.endedAt.getTime() - done.beganAt.getTime()) / 1_000 : 0;
  return {
    last: done && {
      endedAt: done.endedAt,
      seconds,
      bytes: done.bytes,
      isUnchecked: done.uncheckedBecause !== null,
    },
    overdueSeconds: overdueSeconds(state, schedule, now),
    runningSeconds: since ? Math.max(0, (now.getTime() - since.getTime()) / 1_000) : 0,
  };
}
