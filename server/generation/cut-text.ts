/** Longest body of one chunk, in UTF-16 code units: an event of it fits well into a socket's buffer. */
export const chunkLength = 32_768;

/**
 * Cuts text into bodies of chunks, never between the halves of a surrogate pair.
 *
 * @param most bodies at most; what is left over is not cut
 */
export function cutText(text: string, most: number = Number.POSITIVE_INFINITY): string[] {
  const bodies: string[] = [];
  let start = 0;
  while (start < text.length && bodies.length < most) {
    let end = Math.min(start + chunkLength, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    bodies.push(text.slice(start, end));
    start = end;
  }
  return bodies;
}
