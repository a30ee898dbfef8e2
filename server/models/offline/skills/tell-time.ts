import { findClockTime } from "../calendar/find-clock-time.ts";
import { findPlaces, type Place } from "../calendar/find-places.ts";
import { formatClock, formatDate, formatDuration } from "../calendar/format-date.ts";
import { escapeMarkdown } from "../language/markdown-text.ts";
import type { Skill, SkillInput } from "../skill.ts";

const asksTime =
  /^(?:(?:and )?what(?:'s| is)? (?:the )?(?:current |local )?time\b|what time\b|time\b|current time|local time|the time\b|do you (?:know|have) (?:what time|the time)|tell me (?:what time|the time)|quelle heure|il est quelle heure|l'heure\b|heure\b|donne(?:[- ]moi)? l'heure|quelle est l'heure|que horas?\b|la hora\b|hora\b|dime (?:que|la) hora|sabes que hora|cual es la hora)/;
const asksDate =
  /^(?:what(?:'s| is)? (?:the )?(?:current |today's )?date\b|what(?:'s| is) today$|what day (?:is it|is today|of the week is (?:it|today))|today's date|current date|(?:the )?date(?: today| in\b|$)|quelle est la date|quelle date|quel jour (?:sommes|est-ce|est-on|on est|est-il)|on est (?:le combien|quel(?:le)? (?:jour|date))|(?:la )?date(?: d'aujourd'hui| du jour| a\b|$)|que (?:dia|fecha) (?:es|estamos|tenemos)|cual es la fecha|a que (?:dia|fecha) estamos|(?:la )?fecha(?: de hoy| actual| en\b|$))/;
const asksDifference =
  /\b(?:difference|decalage|diferencia|ahead|behind|avance|retard|adelantad[oa]|atrasad[oa])\b/;
const hourWord = /\b(?:time|times|hours?|horaire|heures?|horaria|horas?|zones?)\b/;
const clockLead =
  /^(?:(?:and )?(?:what(?:'s| is| time is(?: it)?)?|when(?: it(?:'s| is))?|if (?:it(?:'s| is))?|at|convert|quand il est|s'il est|a|quelle heure|il est|convertis|cuando son|si son|que hora|convierte)\b)/;
const followUpLead = /^(?:and|what about|how about|et|y)\s+(?:in|at|a|au|aux|en|pour|for)?\s*/;
const namedPlace =
  /(?<![\p{L}])(?:in|at|for|à|a|au|aux|en|chez)\s+(\p{L}[^?!.,;:\n]{0,60})[^\p{L}]*$/iu;
const isHere =
  /^(?:now|the moment|this moment|present|my|home|ce moment|ma|mon|moi|este momento|este instante|punto|mi|casa)\b/i;

/** The time or date here or elsewhere, conversions between places, and time differences. */
export const tellTime: Skill = (input) => {
  if (input.plain.length > 160) return null;
  const places = findPlaces(input.text.slice(0, 200));
  const time = findClockTime(input.plain);
  if (time && places.length > 0 && isAboutTime(input.plain)) return carryTime(time, places, input);
  if (places.length > 0 && asksDifference.test(input.plain) && hourWord.test(input.plain))
    return compareZones(places, input);
  if (asksTime.test(input.plain) || isZoneTime(input.plain, places))
    return nowIn(places, input, "time");
  if (asksDate.test(input.plain)) return nowIn(places, input, "date");
  return followUp(places, input);
};

function isAboutTime(plain: string): boolean {
  return (
    clockLead.test(plain) ||
    asksTime.test(plain) ||
    /^(?:las? )?\d|^(?:noon|midnight|midi|minuit|mediodia|medianoche)\b/.test(plain)
  );
}

/** "Tokyo time". */
function isZoneTime(plain: string, places: readonly Place[]): boolean {
  return places.length === 1 && plain.length < 40 && /\btime(?: now)?$/.test(plain);
}

/** "And in Tokyo?" after a question about the time. */
function followUp(places: readonly Place[], input: SkillInput): string | null {
  const [before] = input.earlier;
  if (!before || places.length !== 1 || !followUpLead.test(input.plain)) return null;
  if (asksTime.test(before) || followUpLead.test(before)) return nowIn(places, input, "time");
  return asksDate.test(before) ? nowIn(places, input, "date") : null;
}

function nowIn(places: readonly Place[], input: SkillInput, what: "time" | "date"): string | null {
  const { phrases, locale } = input;
  if (places.length === 0) {
    const rest = input.plain.replace(asksTime, "").replace(asksDate, "");
    const unknown = namedPlace.exec(input.text.slice(0, 200))?.[1]?.trim();
    if (unknown && !isHere.test(unknown)) return phrases.time.unknownPlace(escapeMarkdown(unknown));
    if (rest.split(" ").length > 6) return null;
  }
  const shown = places.length > 0 ? places : [{ label: null, timeZone: input.timeZone }];
  const lines = shown.slice(0, 6).map(({ label, timeZone }) => {
    const there = zonedNow(input, timeZone);
    const date = formatDate(there.toPlainDate(), locale);
    const { clock, offset } = formatClock(there, locale);
    if (what === "date") return phrases.time.date(date, label);
    return phrases.time.now({
      clock,
      date,
      place: label,
      zone: `${timeZone}, ${offset}`.replace("UTC, UTC", "UTC"),
    });
  });
  return lines.length > 1 ? lines.map((line) => `- ${line}`).join("\n") : (lines[0] ?? null);
}

function carryTime(
  time: Temporal.PlainTime,
  places: readonly Place[],
  input: SkillInput,
): string | null {
  const [from, ...others] = places;
  if (!from) return null;
  const { phrases, locale } = input;
  const date = zonedNow(input, from.timeZone).toPlainDate();
  const there = date.toZonedDateTime({ timeZone: from.timeZone, plainTime: time });
  const targets = others.length > 0 ? others : [{ label: null, timeZone: input.timeZone }];
  const start = formatClock(there, locale);
  const lines = targets.slice(0, 5).map(({ label, timeZone }) => {
    const here = there.withTimeZone(timeZone);
    const days = there.toPlainDate().until(here.toPlainDate()).days;
    const { clock, offset } = formatClock(here, locale);
    return phrases.time.carried({
      from: start,
      fromPlace: from.label,
      clock,
      offset,
      place: label,
      days,
    });
  });
  return `${lines.join("\n\n")}\n\n${phrases.time.onDate(formatDate(date, locale), from.label)}`;
}

function compareZones(places: readonly Place[], input: SkillInput): string | null {
  const { phrases, locale } = input;
  const [a, b = { label: null, timeZone: input.timeZone }] = places;
  if (!a) return null;
  const [first, second] = [zonedNow(input, a.timeZone), zonedNow(input, b.timeZone)];
  const minutes = Math.round((second.offsetNanoseconds - first.offsetNanoseconds) / 60e9);
  const size = Temporal.Duration.from({ minutes: Math.abs(minutes) }).round({
    largestUnit: "hour",
  });
  const order = minutes > 0 ? "ahead" : minutes < 0 ? "behind" : "same";
  const comparison = phrases.time.difference({
    first: a.label,
    second: b.label,
    size: formatDuration(size, locale),
    order,
  });
  const [clockA, clockB] = [formatClock(first, locale), formatClock(second, locale)];
  return `${comparison}\n\n- ${phrases.time.clockAt(a.label, clockA.clock, clockA.offset)}\n- ${phrases.time.clockAt(b.label, clockB.clock, clockB.offset)}\n\n${phrases.time.differenceNote}`;
}

function zonedNow(input: SkillInput, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(input.now.getTime()).toZonedDateTimeISO(timeZone);
}
