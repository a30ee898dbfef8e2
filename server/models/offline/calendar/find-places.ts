import { foldText } from "../language/plain-text.ts";
import { placeTable } from "./place-table.ts";

/** A place in a text, with its time zone. */
export interface Place {
  /** As the user wrote it, with capitals. */
  label: string;
  /** IANA name. */
  timeZone: string;
}

/** Maximum number of words in a place's name. */
const longestName = 5;

/** Endings of zone names that are ordinary words in one of the languages. */
const commonWords = new Set([
  "center",
  "easter",
  "male",
  "wake",
  "troll",
  "nome",
  "midway",
  "reunion",
]);

/** The places in a text, in order; at each word the longest name wins. */
export function findPlaces(text: string): Place[] {
  const zones = placeNames();
  const words = text.match(/[\p{L}\p{M}'’/_-]+(?:\.(?=\p{L}))?/gu) ?? [];
  const found: Place[] = [];
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(longestName, words.length - at); length > 0; length--) {
      const label = words.slice(at, at + length).join(" ");
      const timeZone =
        zones.get(placeKey(label)) ?? zones.get(placeKey(label.replace(/^(?:[dl]['’])/i, "")));
      if (!timeZone) continue;
      found.push({ label: capitalise(label.replace(/^(?:[dl]['’])(?=\p{Lu})/u, "")), timeZone });
      at += length - 1;
      break;
    }
  }
  return found;
}

/**
 * Folded names to zones: each zone's full name, its last part, and the table's names, which take
 * precedence.
 */
function placeNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    names.set(placeKey(zone), zone);
    const city = placeKey(zone.slice(zone.lastIndexOf("/") + 1));
    if (zone.includes("/") && !commonWords.has(city)) names.set(city, zone);
  }
  for (const [zone, words] of Object.entries(placeTable)) {
    for (const word of words.split(",")) names.set(placeKey(word), zone);
  }
  return names;
}

function placeKey(name: string): string {
  return foldText(name).replace(/[_-]/g, " ").replace(/\.$/, "");
}

function capitalise(label: string): string {
  if (label.includes("/")) return label;
  const short =
    label.length <= 4 &&
    !label.includes(" ") &&
    label === label.toLowerCase() &&
    /^(?:utc|gmt|nyc|cdmx|uk|uae|[ecmp][sd]t|ist|cest?)$/.test(label);
  if (short) return label.toUpperCase();
  return label.replace(/(?<![\p{L}'’])\p{Ll}/gu, (letter, at: number) =>
    /^(?:de|du|of|del|la)\b/.test(label.slice(at)) && at > 0 ? letter : letter.toUpperCase(),
  );
}
