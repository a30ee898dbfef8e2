import { canonicalNumbers } from "../numbers/read-number.ts";
import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";
import { composeLongText } from "../samples/long-text.ts";

const countTo =
  /^(?:count|compte[rz]?|cuenta|contar)\s+(?:(?:from|up from|de|desde|a partir de)\s+(?:el\s+)?(?<from>-?\d{1,7})\s+)?(?:up\s+)?(?:to|until|till|jusqu'?a|a|hasta)\s+(?:el\s+)?(?<to>-?\d{1,7})(?:\s+(?:by|de|par|in steps of|de .? ?en)\s+(?<step>\d{1,7})s?(?:\s+(?:en|in)\s+\d+)?)?$/;
const lines =
  /^(?:write|print|give me|show(?: me)?|generate|ecri[st](?:[- ]moi)?|affiche|donne(?:[- ]moi)?|genere|escribe(?:me)?|muestra(?:me)?|dame|genera)\s+(?:me\s+)?(?<count>\d{1,7})\s+(?:numbered |short |test )?(?:lines|lignes|lineas|rows)\b/;
const longText =
  /^(?:(?:write|show|give|print|stream|generate|make|ecri[st]|montre|affiche|donne|genere|escribe|muestra|dame|genera|haz)(?:[- ](?:me|moi))?\s+)?(?:(?:an?|un|une|una|me)\s+)*(?:very |tres |muy )?(?:long (?:demo|text|answer|reply|response|message|example)|longue? (?:demo|texte|reponse|message|exemple)|(?:demo|texte|reponse|message) (?:tres )?long(?:ue)?|(?:demo|texto|respuesta|mensaje|ejemplo) (?:muy )?larg[oa])$/;

/** Maximum number of lines or numbers in a reply. */
const maxCount = 2_000;

/** Counts, numbered lines and a long demonstration: replies long enough to watch. */
export const countUp: Skill = (input) => {
  const plain = canonicalNumbers(input.plain, input.locale);
  if (longText.test(plain)) return composeLongText(input.locale, input.phrases);
  const counted = lines.exec(plain)?.groups?.["count"];
  if (counted) return writeLines(Number(counted), input);
  const { from = "1", to, step = "1" } = countTo.exec(plain)?.groups ?? {};
  return to === undefined
    ? null
    : countNumbers({ from: Number(from), to: Number(to), step: Number(step) }, input);
};

function countNumbers(
  { from, to, step }: { from: number; to: number; step: number },
  { phrases, locale }: SkillInput,
): string {
  const stride = Math.max(step, 1) * (to < from ? -1 : 1);
  const total = Math.floor((to - from) / stride) + 1;
  const shown = Math.min(total, maxCount);
  const numbers = Array.from(
    { length: shown },
    (_, index) => formatNumber(String(from + index * stride), locale).text,
  );
  const rows: string[] = [];
  for (let at = 0; at < numbers.length; at += 10) rows.push(numbers.slice(at, at + 10).join(", "));
  const end =
    total > shown
      ? `\n\n${phrases.count.stopped(formatNumber(String(maxCount), locale).text)}`
      : "";
  return `${rows.join("  \n")}${end}`;
}

function writeLines(count: number, { phrases, locale }: SkillInput): string {
  const shown = Math.min(count, maxCount);
  const rows = Array.from({ length: shown }, (_, index) => {
    const n = index + 1;
    return `${n}. ${phrases.count.line(n, shown, formatNumber(String(n * n), locale).text)}`;
  });
  const end =
    count > shown
      ? `\n\n${phrases.count.stopped(formatNumber(String(maxCount), locale).text)}`
      : "";
  return `${rows.join("\n")}${end}`;
}
