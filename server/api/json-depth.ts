import { maxJsonDepth } from "../../shared/limits.ts";
import { RequestError } from "../platform/errors.ts";

const quote = 0x22;
const backslash = 0x5c;

/**
 * Rejects deeply nested JSON before it is parsed. Invalid JSON is left to the parser.
 *
 * @throws RequestError `too_large`
 */
export function requireShallow(json: string): void {
  let depth = 0;
  let isString = false;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (isString) {
      if (code === backslash) i++;
      else if (code === quote) isString = false;
    } else if (code === quote) isString = true;
    // Brackets and braces: 0x5b and 0x7b open, 0x5d and 0x7d close.
    else if ((code & 0xdf) === 0x5b) depth++;
    else if ((code & 0xdf) === 0x5d) depth--;
    if (depth > maxJsonDepth)
      throw new RequestError(
        "too_large",
        `JSON may be nested at most ${maxJsonDepth} levels deep.`,
      );
  }
}
