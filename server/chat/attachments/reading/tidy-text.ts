import { cutText } from "../../../platform/cut-text.ts";

/** Longest text stored of a file, in UTF-16 code units. */
export const maxTextLength = 200_000;

/**
 * Normalises line ends to LF, drops the byte order mark and cuts at `maxTextLength`. `hasMore`: the
 * file continues.
 */
export function tidyText(text: string, hasMore: boolean): { text: string; isCut: boolean } {
  const tidy = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const [start = ""] = cutText(tidy, { most: 1, length: maxTextLength });
  return { text: start, isCut: hasMore || start.length < tidy.length };
}
