/** Letters beyond ASCII of languages in Latin script, by the encodings that were made for them. */
const western = [
  "äöüß",
  "àâæçéèêëîïôœùûüÿ",
  "áéíóúüñ",
  "áâãàçéêíóôõúü",
  "àèéìíîòóùú",
  "áàâéèêëïíóöôüû",
  "åäöéàü",
  "æøåéèóò",
  "áðéíóúýþæö",
  "àçèéíïòóúü",
];
const central = ["ąćęłńóśźż", "áäčďéěíĺľňóôŕřšťúůýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž"];
const turkish = ["çğıöşüâîûİ"];
const baltic = ["ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"];

const alphabets: Readonly<Record<string, readonly string[]>> = {
  "windows-1252": western,
  macintosh: western,
  cp850: western,
  "windows-1250": central,
  "iso-8859-2": central,
  cp852: central,
  "windows-1254": turkish,
  "windows-1257": baltic,
};

/** Encodings of languages in Latin script; one that fits as well as a later one is chosen. */
export const latinEncodings = Object.keys(alphabets);

/** Signs that texts have at the edges of words, and alone. */
const usualSigns = /[\u00a0\u00ad“”„‚«»‹›‘’–—…•·°ºª²³¹µ§©®™£€¥¢¿¡±×÷½¼¾‰†‡¶]/;

/** Those that they have within words, too. */
const signsInWords = /[\u00ad’‘·–—…]/;

/**
 * How much of a text beyond ASCII is what its encoding was made for, from 0 to 1: letters of one
 * language, none of them a capital behind a small one, and signs in their places.
 */
export function fitOf(text: string, encoding: string): number {
  const { signs, letters } = plausibleCharacters(text);
  const total = text.match(/\P{ASCII}/gu)?.length ?? 0;
  const inOne = (alphabets[encoding] ?? []).map(
    (alphabet) => letters.filter((letter) => alphabet.includes(letter)).length,
  );
  return total === 0 ? 0 : (signs + Math.max(0, ...inOne)) / total;
}

/** The letters beyond ASCII, in small ones, and the number of signs, that are in plausible places. */
function plausibleCharacters(text: string): { signs: number; letters: string[] } {
  const letters: string[] = [];
  let signs = 0;
  for (const { 0: character, index } of text.matchAll(/\P{ASCII}/gu)) {
    const before = text.charAt(index - 1);
    const isInWord = /\p{L}/u.test(before) && /\p{L}/u.test(text.charAt(index + 1));
    if (!/\p{L}/u.test(character)) {
      if (isInWord ? signsInWords.test(character) : usualSigns.test(character)) signs++;
    } else if (character === "ª" || character === "º" || character === "µ") signs++;
    else if (!(/\p{Lu}/u.test(character) && /\p{Ll}/u.test(before)))
      letters.push(character === "İ" ? character : character.toLowerCase());
  }
  return { signs, letters };
}
