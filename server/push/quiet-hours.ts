import type { PushPreferences } from "../../shared/push.ts";

const minutesPerHour = 60;

/**
 * Whether a moment is within the quiet hours, by the clocks of the time zone: on the nights when
 * they change, the hours last as long as the clocks say.
 *
 * @param timeZone IANA name
 */
export function isQuiet(
  quiet: PushPreferences["quiet"],
  { at, timeZone }: { at: Date; timeZone: string },
): boolean {
  if (!quiet) return false;
  const { from, until } = quiet;
  const now = minuteOfDay(at, timeZone);
  return from < until ? now >= from && now < until : now >= from || now < until;
}

function minuteOfDay(at: Date, timeZone: string): number {
  const clock = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return (parts.get("hour") ?? 0) * minutesPerHour + (parts.get("minute") ?? 0);
}
