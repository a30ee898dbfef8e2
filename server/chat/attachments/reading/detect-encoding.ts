import { detectAll } from "jschardet";
import { decodeBytes } from "./decode-bytes.ts";
import { fitOf, latinEncodings } from "./latin-letters.ts";

/**
 * Encodings of other scripts that files are found in, under the names of jschardet in small letters,
 * with the labels of the Encoding Standard.
 */
const otherScripts: Readonly<Record<string, string>> = {
  "windows-1251": "windows-1251",
  "windows-1253": "windows-1253",
  "windows-1255": "windows-1255",
  "windows-1256": "windows-1256",
  "iso-8859-5": "iso-8859-5",
  "iso-8859-7": "iso-8859-7",
  "koi8-r": "koi8-r",
  "koi8-u": "koi8-u",
  ibm866: "ibm866",
  maccyrillic: "x-mac-cyrillic",
  cp874: "windows-874",
  cp932: "shift_jis",
  "euc-jp": "euc-jp",
  gb18030: "gb18030",
  big5: "big5",
  cp949: "euc-kr",
};

/** How much text to judge by, in bytes: more takes longer and decides no better. */
const sampleBytes = 16_384;

const lineFeed = 0x0a;

/**
 * Encodings that a text without Unicode may be in, the likeliest first. Bytes beyond ASCII tell the
 * kind of script: in Latin script one or two are between letters of ASCII, in others they make whole
 * words. Windows-1252 is always among the encodings.
 */
export function detectEncodings(bytes: Uint8Array): string[] {
  const sample = linesBeyondAscii(bytes);
  return [...(isLatin(sample) ? rankLatin(sample) : rankOthers(sample)), "windows-1252"];
}

/** Encodings of other scripts, by the frequency of their characters. */
function rankOthers(sample: Uint8Array): string[] {
  const found = detectAll(sample, { detectEncodings: Object.keys(otherScripts) });
  return found.flatMap(({ encoding }) => otherScripts[encoding?.toLowerCase() ?? ""] ?? []);
}

/** Encodings of Latin script, by how well the letters suit one language. */
function rankLatin(sample: Uint8Array): string[] {
  const fits = latinEncodings.map((encoding) => {
    const text = decodeBytes(sample, encoding, true);
    return { encoding, fit: text === undefined ? 0 : fitOf(text, encoding) };
  });
  return fits.toSorted((a, b) => b.fit - a.fit).map(({ encoding }) => encoding);
}

/** Whether most bytes beyond ASCII are single letters and signs, or pairs within words of ASCII. */
function isLatin(sample: Uint8Array): boolean {
  const text = Buffer.from(sample).toString("latin1");
  let single = 0;
  let inOthers = 0;
  for (const { 0: run, index } of text.matchAll(/[\x80-\xff]+/g)) {
    const isInWord = /[A-Za-z]/.test(text.charAt(index - 1) + text.charAt(index + run.length));
    if (run.length === 1 || (run.length === 2 && isInWord)) single += run.length;
    else inOthers += run.length;
  }
  return single > inOthers;
}

/** The lines of a text that tell about its encoding. Each encoding has line feeds as ASCII does. */
function linesBeyondAscii(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (let from = 0; from < bytes.length && length < sampleBytes;) {
    const next = bytes.indexOf(lineFeed, from) + 1 || bytes.length;
    const line = bytes.subarray(from, Math.min(next, from + sampleBytes));
    from = next;
    if (line.every((byte) => byte < 0x80)) continue;
    lines.push(line);
    length += line.length;
  }
  return Buffer.concat(lines);
}
