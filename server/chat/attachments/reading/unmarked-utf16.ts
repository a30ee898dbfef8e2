/** Characters between words and lines, and those of ASCII: a text has many, in its own byte order. */
const common = /[\t\n\r -~\u3000-\u30ff\uff00-\uff65]/g;

const ofText = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\n\r\f\u200b-\u200f\u2028\u2029\ufeff]*$/u;

/** Longest start to judge by, in bytes. */
const judgedBytes = 65_536;

/**
 * The byte order of UTF-16 without a mark; null when the bytes are none. Bytes that are anything
 * else soon give a character that no text has, or none at all.
 */
export function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const length = Math.min(bytes.length, judgedBytes);
  if (length < 4 || length % 2 !== 0) return null;
  const start = bytes.subarray(0, length);
  const [best] = (["utf-16le", "utf-16be"] as const)
    .map((encoding) => ({ encoding, share: shareOfCommon(start, encoding) }))
    .toSorted((a, b) => b.share - a.share);
  return best && best.share > 0.01 ? best.encoding : null;
}

/** How many of the characters are common ones; 0 when some are of no text. */
function shareOfCommon(bytes: Uint8Array, encoding: Bun.Encoding): number {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    if (!ofText.test(text)) return 0;
    return (text.match(common)?.length ?? 0) / text.length;
  } catch {
    return 0;
  }
}
