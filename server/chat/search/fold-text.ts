/** Marks that writers leave out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels. */
const marks =
  /[\u{300}-\u{36f}]|[\u{483}-\u{487}]|[\u{591}-\u{5c7}]|\u{640}|[\u{64b}-\u{65f}]|\u{670}/gu;

/** Characters that take no space: soft hyphens, joiners, directions, byte order marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Letters that Unicode does not decompose, as people write them on another keyboard. */
const spelled: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ς: "σ",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
};

const spelledLetters = new RegExp(`[${Object.keys(spelled).join("")}]`, "g");

/** ASCII is its own fold but for case and white space, and most text is ASCII. */
// oxlint-disable-next-line no-control-regex
const ascii = /^[\u0000-\u007f]*$/;

/**
 * Text in the form in which search compares it: lower case, without accents and invisible
 * characters, compatibility forms made plain, each run of white space one space.
 */
export function foldText(text: string): string {
  return foldPiece(text).replace(/\s+/g, " ");
}

/** Folded text, with the index in the original of each of its code units. */
export interface MappedFold {
  folded: string;
  origins: readonly number[];
}

/** The same, with where each code unit comes from. */
export function foldWithOrigins(text: string): MappedFold {
  let folded = "";
  const origins: number[] = [];
  let index = 0;
  for (const character of text) {
    const piece = foldPiece(character);
    for (let i = 0; i < piece.length; i++) {
      const unit = /\s/.test(piece.charAt(i)) ? " " : piece.charAt(i);
      if (unit === " " && folded.endsWith(" ")) continue;
      folded += unit;
      origins.push(index);
    }
    index += character.length;
  }
  return { folded, origins };
}

function foldPiece(text: string): string {
  const lower = text.toLowerCase();
  if (ascii.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replace(marks, "")
    .replace(invisible, "")
    .replace(spelledLetters, (letter) => spelled[letter] ?? letter);
}
