import { canonicalNumbers } from "../numbers/read-number.ts";
import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";

const uuid =
  /^(?:(?:generate|give me|make|create|new|random|genere[rz]?|donne(?:[- ]moi)?|cree[rz]?|genera(?:me)?|dame|crea)\s+)*(?:(?:an?|un|new|nouvel|nuevo|random)\s+)*(?:uuid|guid)s?\b(?: aleatorio| aleatoire| al azar)?$/;
const coin =
  /\b(?:flip|toss) (?:a |the )?coin\b|\bheads or tails\b|\bpile ou face\b|\bcara o cruz\b|\b(?:lanza|tira)(?:r)? una moneda\b|\blance[rz]? une piece\b/;
const dice =
  /^(?:(?:roll|throw|lance[rz]?|jette|tire|lanza(?:r)?|tira(?:r)?)\s+)?(?:(?<count>\d{1,3}|an?|un|une|two|deux|dos|three|trois|tres)\s*)?(?:d(?<sides>\d{1,4})|dice|die|des?(?: a (?<faces>\d{1,4}) faces)?|dados?(?: de (?<caras>\d{1,4}) caras)?)$/;
const number =
  /^(?:(?:pick|choose|give me|generate|tell me|choisis|donne(?:[- ]moi)?|genere|tire|elige|dame|genera|escoge)\s+)?(?:an?\s+|un\s+)?(?:random (?:number|integer)|(?:nombre|entier|chiffre) (?:aleatoire|au hasard)|numero (?:aleatorio|al azar)|number)(?:\s+(?:between|from|entre|de)\s+(?<low>-?\d+(?:\.\d+)?)\s+(?:and|to|et|a|y)\s+(?<high>-?\d+(?:\.\d+)?))?$/;

const countWords: Readonly<Record<string, number>> = {
  two: 2,
  deux: 2,
  dos: 2,
  three: 3,
  trois: 3,
  tres: 3,
};

/** Maximum number of dice. */
const maxDice = 100;

/** Random numbers, dice, coins and UUIDs from the operating system's generator. */
export const drawRandom: Skill = (input) => {
  const { phrases, locale } = input;
  const plain = canonicalNumbers(input.plain, locale);
  if (uuid.test(plain)) return `\`${crypto.randomUUID()}\``;
  if (coin.test(plain) && plain.length < 60)
    return randomBelow(2n) === 0n ? phrases.random.heads : phrases.random.tails;
  const range = number.exec(plain)?.groups;
  if (range) return drawNumber(range["low"] ?? "1", range["high"] ?? "100", input);
  const thrown = dice.exec(plain)?.groups;
  return thrown && plain.length > 1 && plain !== "de" && plain !== "des"
    ? rollDice(thrown, input)
    : null;
};

function drawNumber(first: string, second: string, { phrases, locale }: SkillInput): string | null {
  if (first.length > 30 || second.length > 30 || first.includes(".") || second.includes("."))
    return null;
  const [a, b] = [BigInt(first), BigInt(second)];
  const [low, high] = a < b ? [a, b] : [b, a];
  const drawn = low + randomBelow(high - low + 1n);
  const show = (value: bigint) => formatNumber(String(value), locale).text;
  return phrases.random.number(show(drawn), show(low), show(high));
}

function rollDice(thrown: Record<string, string | undefined>, { phrases }: SkillInput): string {
  const sides = Number(thrown["sides"] ?? thrown["faces"] ?? thrown["caras"] ?? "6");
  const word = thrown["count"] ?? "1";
  const wanted = /^\d+$/.test(word) ? Number(word) : (countWords[word] ?? 1);
  const count = Math.min(Math.max(wanted, 1), maxDice);
  if (sides < 2) return phrases.random.needsSides;
  const rolls = Array.from({ length: count }, () => Number(randomBelow(BigInt(sides))) + 1);
  const sum = rolls.reduce((total, roll) => total + roll, 0);
  return phrases.random.dice({ count, sides, rolls: rolls.join(" + "), sum });
}

/** A uniformly distributed whole number below `limit`. */
function randomBelow(limit: bigint): bigint {
  const bytes = Math.ceil(limit.toString(16).length / 2);
  const span = 1n << BigInt(bytes * 8);
  const fair = span - (span % limit);
  for (;;) {
    const drawn = BigInt(`0x${crypto.getRandomValues(new Uint8Array(bytes)).toHex()}`);
    if (drawn < fair) return drawn % limit;
  }
}
