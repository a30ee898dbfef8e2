import type { CoreLocale } from "../../../../shared/locale.ts";
import { canonicalNumbers } from "../numbers/read-number.ts";
import { findUnit, isCurrency, type UnitEntry } from "./unit-table.ts";

/** One amount in one unit; in decimal digits. */
export interface UnitAmount {
  amount: string;
  entry: UnitEntry;
}

/** The requested conversion. */
export type Conversion =
  | { kind: "units"; from: UnitAmount[]; to: UnitEntry }
  /** One side is a currency, and there are no exchange rates. */
  | { kind: "currency" };

const lead =
  /^(?:(?:and )?(?:convert|converts|change|turn|what(?:'s| is| are)|how much (?:is|are)|(?:et )?conver(?:tis|tir|tissez)(?:[- ]moi)?|combien (?:font|fait|valent|vaut|est|sont)|(?:y )?convierte(?:me)?|convertir|cuantos? (?:es|son|vale|valen)|pasa|pasar)\s+)+/;

/** Words and signs before the target: "to", "en", "a" … */
const betweens = [" to ", " into ", " in ", " as ", " en ", " vers ", " a ", " = ", " -> ", " → "];

const howMany = [
  /^(?:and )?how many (?<to>.+?) (?:are |is )?(?:there )?(?:in|make(?: up)?|are|is) (?:an? |one )?(?<from>.+)$/,
  /^(?:et )?combien (?:y a-t-il )?(?:de |d')(?<to>.+?) (?:y a-t-il )?(?:dans|font|fait|en|pour) (?<from>.+)$/,
  /^(?:y )?cuant[oa]s (?<to>.+?) (?:hay en|son|tiene|equivalen a) (?<from>.+)$/,
];

const followUps =
  /^(?:and|what about|how about|et|et en|y|y en|in|en|to) (?:(?:in|into|to|en|a) )?(?<to>.+)$/;

/** Reads a conversion from a folded sentence; null if it is none. */
export function readConversion(plain: string, locale: CoreLocale): Conversion | null {
  if (plain.length > 120) return null;
  for (const pattern of howMany) {
    const { from, to } = pattern.exec(plain)?.groups ?? {};
    const read = from && to ? pair(from, to, locale) : null;
    if (read) return read;
  }
  const bare = plain.replace(lead, "");
  for (let at = bare.length - 1; at > 0; at--) {
    const between = betweens.find((word) => bare.startsWith(word, at));
    const read = between ? pair(bare.slice(0, at), bare.slice(at + between.length), locale) : null;
    if (read) return read;
  }
  return null;
}

/**
 * Reads "and in km?" or "and 80 kg?" after an earlier conversion: another unit, or another amount.
 */
export function readFollowUp(
  plain: string,
  earlier: string,
  locale: CoreLocale,
): Conversion | null {
  const to = followUps.exec(plain)?.groups?.["to"];
  const before = to ? readConversion(earlier, locale) : null;
  if (!to || !before) return null;
  if (before.kind === "currency") return isCurrency(to) ? before : null;
  const entry = findUnit(to);
  if (entry) return { ...before, to: entry };
  const amounts = readAmounts(to, locale);
  return amounts ? { ...before, from: amounts } : null;
}

function pair(fromWords: string, toWords: string, locale: CoreLocale): Conversion | null {
  const target = toWords.replace(/^(?:the|des|les|los|las|el|la)\s+/, "").trim();
  if (readsMoney(fromWords) && (isCurrency(target) || findUnit(target)))
    return { kind: "currency" };
  const to = findUnit(target);
  const from = to && readAmounts(fromWords, locale);
  if (!to || !from) return null;
  return { kind: "units", from: from.map((part) => asTemperature(part, to)), to };
}

function readsMoney(words: string): boolean {
  const { prefix, unit } =
    /^(?<prefix>[$€£¥])?[\d.,\s]*(?<unit>(?:[^\d.,\s].*)?)$/.exec(words)?.groups ?? {};
  return prefix !== undefined || isCurrency((unit ?? "").replace(/^(?:an?|one|une?|un) /, ""));
}

/** Reads "5 ft 3 in", "5'11\"", "a mile": one amount, or several to add. */
function readAmounts(words: string, locale: CoreLocale): UnitAmount[] | null {
  const text = canonicalNumbers(words.trim(), locale).replace(/^(?:an?|one|une?|un|una)\s+/, "1 ");
  const counted = /^[-+−.\d]/.test(text) ? text : `1 ${text}`;
  const parts = counted.matchAll(
    /([-−+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d{1,3})?) ?([^\d]*?) ?(?:(?:,|\band\b|\bet\b|\by\b) ?)?(?=[-−+]?\.?\d|$)/gy,
  );
  const amounts: UnitAmount[] = [];
  let read = "";
  for (const [whole, amount, unit] of parts) {
    const entry =
      findUnit(unit ?? "") ??
      (amounts[0]?.entry.unit === "foot" && !unit ? findUnit("inch") : null);
    if (!entry || !amount || amounts.length >= 4) return null;
    amounts.push({ amount: amount.replace("−", "-"), entry });
    read += whole;
  }
  return amounts.length > 0 && read.length === counted.length ? amounts : null;
}

/**
 * Bare degrees are an angle, unless the target is a temperature: then they mean the other scale.
 */
function asTemperature(part: UnitAmount, to: UnitEntry): UnitAmount {
  if (part.entry.unit !== "deg") return part;
  const other =
    to.unit === "degF" || to.unit === "K"
      ? findUnit("celsius")
      : to.unit === "degC"
        ? findUnit("fahrenheit")
        : null;
  return other ? { ...part, entry: other } : part;
}
