const unitNames: readonly (readonly [keyof DurationParts, RegExp])[] = [
  ["minutes", /^(?:minutes?|mins?|minutos?)$/],
  ["hours", /^(?:hours?|hrs?|heures?|horas?)$/],
  ["days", /^(?:days?|jours?|dias?)$/],
  ["weeks", /^(?:weeks?|semaines?|semanas?)$/],
  ["months", /^(?:months?|mois|mes|meses)$/],
  ["years", /^(?:years?|ans?|annees?|anos?)$/],
];

interface DurationParts {
  minutes?: number;
  hours?: number;
  days?: number;
  weeks?: number;
  months?: number;
  years?: number;
}

const word =
  "minutes?|mins?|minutos?|hours?|hrs?|heures?|horas?|days?|jours?|dias?|weeks?|semaines?|semanas?|months?|mois|mes|meses|years?|ans?|annees?|anos?";

/** The source of a pattern that matches a whole duration, such as "2 weeks and 3 days". */
export const durationPattern = String.raw`(?:\d{1,7}|an?|one|une?|un|una)\s+(?:${word})(?:(?:,|,? and|,? et|,? y)?\s+\d{1,7}\s+(?:${word}))*`;

/** Reads what `durationPattern` matched; null when it names no unit of time. */
export function readDuration(text: string): Temporal.Duration | null {
  const parts: DurationParts = {};
  for (const [, count = "", name = ""] of text.matchAll(
    /((?<!\d)\d+|(?<![a-z])[a-z]+)\s+([a-z]+)/g,
  )) {
    const unit = unitNames.find(([, pattern]) => pattern.test(name))?.[0];
    const amount = /^\d+$/.test(count) ? Number(count) : 1;
    if (unit) parts[unit] = (parts[unit] ?? 0) + amount;
  }
  return Object.keys(parts).length > 0 ? Temporal.Duration.from(parts) : null;
}
