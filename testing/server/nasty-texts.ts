import { longMessageLength } from "../../shared/limits.ts";

/** A text made to be expensive to parse, with a name for the test that uses it. */
export interface NastyText {
  name: string;
  text: string;
}

/** Texts that are hard for patterns, parsers and segmenters when repeated. */
const units: readonly (readonly [name: string, unit: string])[] = [
  ["blanks", " "],
  ["tabs", "\t"],
  ["line ends", "\n"],
  ["opening brackets", "["],
  ["links without an end", "[a]("],
  ["images within images", "![["],
  ["words joined by underscores", "a___b"],
  ["stars that nothing closes", " **a"],
  ["marks of emphasis in turns", "*a_b~~"],
  ["backticks", "`"],
  ["runs of backticks", "``a` "],
  ["dollars", "$a "],
  ["quotation marks", '"'],
  ["opening quotation marks", "“"],
  ["tables", "| a "],
  ["quotes within quotes", "> "],
  ["lists within lists", "- "],
  ["numbers with exponents", "11e1+"],
  ["brackets of sums", "("],
  ["powers", "9^"],
  ["digits", "0"],
  ["colons", "a:"],
  ["sentences of one letter", "A. "],
  ["tags", "<a "],
  ["entities", "&a"],
  ["accents upon accents", "\u0301"],
  ["faces of families", "👩‍👩‍👧‍👦"],
  ["letters that grow when they are made large", "ŉ"],
  ["marks that turn the direction", "\u202e"],
  ["backslashes", "\\"],
];

/** Each of the units repeated, with another character at the end, so that nothing closes. */
export function nastyTexts(length: number = longMessageLength): NastyText[] {
  return units.map(([name, unit]) => {
    const most = Math.floor((length - 1) / unit.length);
    return { name, text: `${unit.repeat(most)}z` };
  });
}

/** The openings that the built-in model's skills, and the preparation of their input, look for. */
const commands = [
  '"',
  "format json: ",
  'format json: {"a":',
  "reverse: ",
  "uppercase: ",
  "count the words: ",
  "sort: ",
  "base64 encode: ",
  "summarise:\n",
  "what is ",
  "find ",
  "convert 5 ",
  "how many days until ",
  "what time is it in ",
];

/** Messages that are not counted as long: nasty texts alone, and behind every command. */
export function nastyMessages(): NastyText[] {
  const alone = nastyTexts();
  const [blanks, ...others] = alone;
  const asked = commands.flatMap((command, i) => {
    // Three of them for each command, so that all are used.
    const bodies = [blanks, ...[0, 1].map((k) => others[(i * 2 + k) % others.length])];
    return bodies.flatMap((body) =>
      body
        ? {
            name: `${command.trim()} ${body.name}`,
            text: (command + body.text).slice(0, longMessageLength),
          }
        : [],
    );
  });
  const nested = "[".repeat(7_900) + "]".repeat(7_900);
  return [...alone, ...asked, { name: "nested JSON", text: `format json: ${nested}` }];
}

/** Text files as long as a model is shown of one. */
export function nastyFiles(): NastyText[] {
  const wanted = new Set([
    "opening brackets",
    "words joined by underscores",
    "sentences of one letter",
  ]);
  return nastyTexts(60_000).filter(({ name }) => wanted.has(name));
}
