import type { FileReading } from "./read-file.ts";
import type { IncomingFile } from "./incoming-file.ts";
import { textTypeOf } from "./text-types.ts";
import { maxTextLength, tidyText } from "./tidy-text.ts";

/**
 * Bytes that certainly contain the longest text: a code unit takes up to three, and every other one
 * may be the CR of a CRLF.
 */
export const textHeadBytes = maxTextLength * 6;

const notInText = /[\p{Cc}--[\t\n\r\f\u0080-\u009f]]/v;
const notInText1252 = /[\p{Cc}--[\t\n\r\f]]/v;

/**
 * Reads a file as text: UTF-8, UTF-16 with a byte order mark or, if its name suggests text,
 * windows-1252. Undefined when it is none, or contains control characters that text does not have.
 * Only reads the start of a long file.
 */
export function readText(file: IncomingFile, name: string): FileReading | undefined {
  const head = file.head(textHeadBytes);
  const hasMore = head.length < file.size;
  const type = textTypeOf(name);
  const text =
    decode(head, { encoding: unicodeOf(head), hasMore, unwanted: notInText }) ??
    (type && decode(head, { encoding: "windows-1252", hasMore, unwanted: notInText1252 }));
  if (text === undefined) return undefined;
  return { outcome: "text", mimeType: type ?? "text/plain", ...tidyText(text, hasMore) };
}

function unicodeOf(bytes: Uint8Array) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

interface Decoding {
  encoding: Bun.Encoding;
  /** The bytes may end within a character. */
  hasMore: boolean;
  /** Characters that rule out text. */
  unwanted: RegExp;
}

function decode(bytes: Uint8Array<ArrayBuffer>, how: Decoding): string | undefined {
  try {
    const decoder = new TextDecoder(how.encoding, { fatal: true });
    const decoded = decoder.decode(bytes, { stream: how.hasMore });
    const text = withoutColours(decoded, how.hasMore);
    return how.unwanted.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Terminal logs contain escape sequences for colours; the start may end within one. */
function withoutColours(text: string, hasMore: boolean): string {
  if (!text.includes("\u001b")) return text;
  const whole = hasMore ? text.replace(/\p{Cc}[^\p{Cc}\n]{0,100}$/u, "") : text;
  return Bun.stripANSI(whole);
}
