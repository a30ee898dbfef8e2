const halves = String.raw`(?<half>am|pm|a\.m\.?|p\.m\.?|de la tarde|de la noche|de la manana|du soir|de l'apres-midi|du matin)`;

const patterns = [
  new RegExp(String.raw`\b(?<hour>\d{1,2})[:h.](?<minute>[0-5]\d)\s*${halves}?(?![\d:])`),
  new RegExp(String.raw`\b(?<hour>\d{1,2})\s+h\s+(?<minute>[0-5]\d)\b`),
  new RegExp(String.raw`\b(?<hour>\d{1,2}) ?(?:(?:o'clock|heures?|horas?|h) ?)?${halves}(?!\w)`),
  /\b(?<hour>\d{1,2})\s*(?:o'clock|heures?|horas|h)\b/,
  /\blas? (?<hour>\d{1,2})\b(?! de [a-z]+ de)/,
];

const named: readonly (readonly [RegExp, number])[] = [
  [/\b(?:noon|midday|midi|mediodia)\b/, 12],
  [/\b(?:midnight|minuit|medianoche)\b/, 0],
];

/**
 * The first time of day in a folded text, such as "3pm", "15h30" or "las 3 de la tarde"; null
 * without one.
 */
export function findClockTime(plain: string): Temporal.PlainTime | null {
  for (const pattern of patterns) {
    const { hour, minute = "0", half } = pattern.exec(plain)?.groups ?? {};
    if (hour === undefined) continue;
    const hours = withHalf(Number(hour), half);
    if (hours !== null) return Temporal.PlainTime.from({ hour: hours, minute: Number(minute) });
  }
  const name = named.find(([pattern]) => pattern.test(plain));
  return name ? Temporal.PlainTime.from({ hour: name[1] }) : null;
}

function withHalf(hour: number, half: string | undefined): number | null {
  if (hour > 24) return null;
  if (half === undefined) return hour % 24;
  if (hour > 12) return hour % 24;
  const isMorning = /^a|manana|matin/.test(half);
  return isMorning ? hour % 12 : (hour % 12) + 12;
}
