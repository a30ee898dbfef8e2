/** Length of a turn's start that patterns look at, in UTF-16 code units: commands come first. */
const maxPatternLength = 600;

const politeness = new RegExp(
  "^(?:(?:hey|hi|hello(?! world)|ok|okay|so|please|pls|can you|could you|would you|will you|i want you to|i'd like you to|" +
    "salut|bonjour|alors|stp|svp|s'il te plait|s'il vous plait|peux-tu|pouvez-vous|tu peux|vous pouvez|pourrais-tu|pourriez-vous|est-ce que tu peux|" +
    "hola|oye|por favor|puedes|podrias|puede|me puedes)\\b[ ,!:]*)+(?=\\S)",
);
const closingPoliteness =
  /(?<![ ,])[ ,]+(?:please|pls|thanks|thank you|stp|svp|s'il te plait|s'il vous plait|merci|por favor|gracias)$/;

/** Lower-cases a text and strips accents, with plain apostrophes and single spaces. */
export function foldText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/\s+/g, " ")
    .toLowerCase()
    .trim();
}

/**
 * The text that patterns match: the folded start of a turn without courtesies and punctuation
 * around it. A trailing `!` stays after a digit or a bracket, where it is a factorial.
 */
export function plainText(text: string): string {
  const folded = foldText(text.slice(0, maxPatternLength)).replace(/^[¿¡\s]+/, "");
  const bare = stripClosing(folded.replace(politeness, ""));
  return stripClosing(bare.replace(closingPoliteness, "")).replace(/^[¿¡\s]+/, "");
}

function stripClosing(text: string): string {
  let end = text.length;
  while (/^[\s?.,;:=…]$/.test(text.charAt(end - 1)) || isShout(text, end)) end--;
  return text.slice(0, end);
}

/** An exclamation mark that is not a factorial. */
function isShout(text: string, end: number): boolean {
  return text.charAt(end - 1) === "!" && !/[\d)]/.test(text.charAt(end - 2));
}
