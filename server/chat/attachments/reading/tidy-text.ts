import { cutText } from "../../../platform/cut-text.ts";

/** Longest text that is kept of a file, in UTF-16 code units. */
export const maxTextLength = 200_000;

/** Gives text LF alone and no byte order mark, and cuts it at `maxTextLength`. `hasMore`: the file goes on. */
export function tidyText(text: string, hasMore: boolean): { text: string; isCut: boolean } {
  const tidy = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const [start = ""] = cutText(tidy, { most: 1, length: maxTextLength });
  return { text: start, isCut: hasMore || start.length < tidy.length };
}
