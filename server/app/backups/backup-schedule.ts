import { CronExpressionParser } from "cron-parser";

/** When backups are made. */
export interface BackupSchedule {
  /** Five fields of cron, or a name such as `@daily`. */
  cron: string;
  /** In which its hours are meant. */
  timeZone: string;
}

/** Names of schedules besides five fields. */
const names = ["@hourly", "@daily", "@weekly", "@monthly"];

/** Before the name of a time zone, as other programs write it. */
const zoneSign = "CRON_TZ=";

/**
 * Five fields of digits, signs and the names of months and days, in which every node reads the same
 * each time. Other letters are left out: `H`, for one, is another number at each reading.
 */
const fields =
  /^[\d*,/-]+ [\d*,/-]+ [\d*,/-]+ (?:[\d*,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)+ (?:[\d*,/-]|sun|mon|tue|wed|thu|fri|sat)+$/i;

/**
 * Reads a schedule such as `0 3 * * *`, in UTC, or `CRON_TZ=Europe/Paris 0 3 * * *`.
 *
 * @returns the schedule, or what is wrong with it
 */
export function readSchedule(text: string): BackupSchedule | { wrong: string } {
  const words = text.trim().split(/\s+/);
  const zone = words[0]?.startsWith(zoneSign) ? words.shift()?.slice(zoneSign.length) : undefined;
  const timeZone = zone ?? "UTC";
  if (!isTimeZone(timeZone)) return { wrong: `has an unknown time zone, ${timeZone}` };
  const cron = words.join(" ");
  if (!names.includes(cron) && !fields.test(cron))
    return {
      wrong: `has to be five fields of cron, such as "0 3 * * *" for every day at 3:00, or one of ${names.join(", ")}`,
    };
  const schedule = { cron, timeZone };
  try {
    latestDue(schedule, new Date());
    nextDue(schedule, new Date());
    return schedule;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { wrong: `is no schedule of cron: ${reason}` };
  }
}

/** The last time until now, that one included, at which a backup was due. */
export function latestDue(schedule: BackupSchedule, now: Date): Date {
  // The parser's answer is before the time that it is given. Backwards, it passes over an hour that
  // summer time leaves out, which `next` moves to the one after.
  let latest = parsed(schedule, new Date(now.getTime() + 1))
    .prev()
    .toDate();
  for (let next = latest; next <= now; next = nextDue(schedule, next)) latest = next;
  return latest;
}

/** The first time after this one at which a backup is due. */
export function nextDue(schedule: BackupSchedule, after: Date): Date {
  return parsed(schedule, after).next().toDate();
}

/** The schedule as an operator writes it. */
export function describeSchedule({ cron, timeZone }: BackupSchedule): string {
  return `${cron} (${timeZone})`;
}

function parsed({ cron, timeZone }: BackupSchedule, currentDate: Date) {
  return CronExpressionParser.parse(cron, { currentDate, tz: timeZone });
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
