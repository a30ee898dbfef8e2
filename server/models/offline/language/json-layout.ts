/** Longest formatted JSON to show, in UTF-16 code units. */
const longestLayout = 128 * 1024;

/**
 * Whether JSON is too long to show with each item on its own line, indented by two spaces per
 * level: the size of nested brackets alone grows with the square of their number. The text need not
 * be JSON.
 */
export function isTooLongLaidOut(json: string): boolean {
  let length = json.length;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < json.length && length <= longestLayout; at++) {
    const mark = json.charAt(at);
    if (isString) {
      if (mark === "\\") at++;
      else if (mark === '"') isString = false;
    } else if (mark === '"') isString = true;
    else if ("[{]},".includes(mark)) {
      if (mark === "[" || mark === "{") depth++;
      else if (mark !== ",") depth = Math.max(0, depth - 1);
      length += 1 + 2 * depth;
    }
  }
  return length > longestLayout;
}
