import { detectAll } from "jschardet";

/** Names of jschardet that decoders know by others. */
const labels: Readonly<Record<string, string>> = { CP932: "shift_jis", CP949: "euc-kr" };

/** Encodings besides Unicode that files are found in, under the names of jschardet. */
const known = [
  "Windows-1250",
  "Windows-1251",
  "Windows-1252",
  "Windows-1253",
  "Windows-1254",
  "Windows-1255",
  "Windows-1256",
  "Windows-1257",
  "ISO-8859-2",
  "ISO-8859-5",
  "ISO-8859-7",
  "KOI8-R",
  "KOI8-U",
  "IBM866",
  "CP932",
  "EUC-JP",
  "GB18030",
  "Big5",
  "CP949",
];

/** How much text to judge by, in bytes: more takes longer and decides no better. */
const sampleBytes = 16_384;

const lineFeed = 0x0a;

/**
 * Encodings that a text without Unicode may be in, the likeliest first, by the frequency of its
 * characters. Windows-1252 is always among them.
 */
export function detectEncodings(bytes: Uint8Array): string[] {
  const found = detectAll(linesBeyondAscii(bytes), { detectEncodings: known });
  const names = found.flatMap(({ encoding }) =>
    encoding !== null && known.includes(encoding) ? [labels[encoding] ?? encoding] : [],
  );
  return [...names, "windows-1252"];
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
