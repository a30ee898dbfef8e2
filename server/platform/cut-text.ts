/** Longest body of one chunk, in UTF-16 code units: an event of it fits well into a socket's buffer. */
export const chunkLength = 32_768;

/** How text is cut. */
interface Cutting {
  /** Pieces at most; what is left over is not cut. */
  most?: number;
  /** Longest piece, in UTF-16 code units. */
  length?: number;
}

/** Cuts text into bodies of chunks, or longer pieces, never between the halves of a surrogate pair. */
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
