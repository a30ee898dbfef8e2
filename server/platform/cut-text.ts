/**
 * Longest body of one chunk, in UTF-16 code units: an event of it fits well into a socket's buffer.
 */
export const chunkLength = 32_768;

/** How to cut a text. */
interface Cutting {
  /** Maximum number of pieces; the rest is left out. */
  most?: number;
  /** Longest piece, in UTF-16 code units. */
  length?: number;
}

/** Cuts text into chunk bodies or longer pieces, never within a surrogate pair. */
export function cutText(
  text: string,
  { most = Number.POSITIVE_INFINITY, length = chunkLength }: Cutting = {},
): string[] {
  const bodies: string[] = [];
  let start = 0;
  while (start < text.length && bodies.length < most) {
    let end = Math.min(start + length, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    bodies.push(text.slice(start, end));
    start = end;
  }
  return bodies;
}
