import { decodeBytes, decodeDamagedUtf8 } from "./decode-bytes.ts";
import { detectEncodings } from "./detect-encoding.ts";
import type { FileReading } from "./read-file.ts";
import type { IncomingFile } from "./incoming-file.ts";
import { textTypeOf } from "./text-types.ts";
import { mixesScripts } from "./mixes-scripts.ts";
import { maxTextLength, tidyText } from "./tidy-text.ts";
import { unmarkedUtf16 } from "./unmarked-utf16.ts";

/**
 * Bytes that certainly contain the longest text: a code unit takes up to three, and every other one
 * may be the CR of a CRLF.
 */
export const textHeadBytes = maxTextLength * 6;

/** A control character that text has none of, except by accident. */
const stray = /[\p{Cc}--[\t\n\r\f\u0080-\u009f]]/gv;

/** Characters that show that an encoding is another one. */
const wrong = /[\u0080-\u009f\u{f0000}-\u{10ffff}\ue000-\uf8ff]/u;

/** How many characters of a text may be stray. Others have about one in ten. */
const strayShare = 0.01;

/** A Unicode text of this length may have one, however short it is. Guessed encodings prove less. */
const shortestLine = 10;

/** The end of a file of DOS, and a letter that is printed over, as manuals do. */
// oxlint-disable-next-line no-control-regex -- these are what it finds
const unseen = /\u001a$|[^\n]\u0008/g;

/**
 * Reads a file as text: Unicode, or another encoding that its characters speak for. Undefined when
 * it has more control characters than a text. Only reads the start of a long file.
 */
export function readText(file: IncomingFile, name: string): FileReading | undefined {
  const head = file.head(textHeadBytes);
  const hasMore = head.length < file.size;
  const text = decodeText(head, hasMore);
  if (text === undefined) return undefined;
  return {
    outcome: "text",
    mimeType: textTypeOf(name) ?? "text/plain",
    ...tidyText(text, hasMore),
  };
}

function decodeText(bytes: Uint8Array, hasMore: boolean): string | undefined {
  const unicode = decodeBytes(bytes, markedEncoding(bytes), hasMore);
  if (unicode !== undefined) {
    const text = isIso2022(unicode) ? decodeBytes(bytes, "iso-2022-jp", hasMore) : unicode;
    return withoutControls(text ?? unicode, hasMore, unicode.length < shortestLine ? 0 : 1);
  }
  if (bytes.includes(0)) return undefined;
  const damaged = decodeDamagedUtf8(bytes, hasMore);
  if (damaged !== undefined) return withoutControls(damaged, hasMore);
  // Decoding every candidate to the end would be wasted on a file that is no text at all.
  if (withoutControls(decodeBytes(bytes, "latin1", hasMore) ?? "", hasMore) === undefined)
    return undefined;
  for (const encoding of detectEncodings(bytes)) {
    const text = decodeBytes(bytes, encoding, hasMore);
    if (text !== undefined && !wrong.test(text) && !mixesScripts(text))
      return withoutControls(text, hasMore);
  }
  return undefined;
}

/**
 * Reads a file as UTF-16 without a byte order mark. Apart from `readText`, because its bytes could
 * also be those of another kind of file.
 */
export function readUnmarkedUtf16(file: IncomingFile, name: string): FileReading | undefined {
  const head = file.head(textHeadBytes);
  const hasMore = head.length < file.size;
  const encoding = unmarkedUtf16(head);
  const text = encoding && decodeBytes(head, encoding, hasMore);
  if (typeof text !== "string") return undefined;
  return {
    outcome: "text",
    mimeType: textTypeOf(name) ?? "text/plain",
    ...tidyText(text, hasMore),
  };
}

function markedEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** Japanese mail switches alphabets by escape sequences, in ASCII alone. */
function isIso2022(text: string): boolean {
  return text.includes("\u001b$B") || text.includes("\u001b$@");
}

/** A text whose stray control characters are visible ones; undefined if it has too many. */
function withoutControls(text: string, hasMore: boolean, least = 0): string | undefined {
  const plain = withoutColours(text, hasMore).replace(unseen, "");
  if (plain.includes("\0")) return undefined;
  const count = plain.match(stray)?.length ?? 0;
  if (count > Math.max(least, plain.length * strayShare)) return undefined;
  return count === 0 ? plain : plain.replace(stray, (control) => pictureOf(control));
}

/** The symbol of a control character, such as ␇. */
function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  return String.fromCharCode(0x2400 + (code === 0x7f ? 0x21 : code));
}

/** Terminal logs contain escape sequences for colours; the start may end within one. */
function withoutColours(text: string, hasMore: boolean): string {
  if (!text.includes("\u001b")) return text;
  const whole = hasMore ? text.replace(/\p{Cc}[^\p{Cc}\n]{0,100}$/u, "") : text;
  return Bun.stripANSI(whole);
}
