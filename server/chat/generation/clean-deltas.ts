import { cleanText } from "../../../shared/requests.ts";

/** Cleans text that arrives in pieces with the same result as `cleanText` of the whole. */
export interface DeltaCleaner {
  /**
   * The clean text so far, except for a lone surrogate at the end, which waits for its other half.
   */
  push(text: string): string;
  /** The rest at the end: a surrogate that stayed alone becomes U+FFFD. */
  flush(): string;
}

function endsInHighSurrogate(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

/** Creates the cleaner of one reply. */
export function createDeltaCleaner(): DeltaCleaner {
  let held = "";
  return {
    push(text) {
      const all = held + text;
      const end = endsInHighSurrogate(all) ? all.length - 1 : all.length;
      held = all.slice(end);
      return cleanText(all.slice(0, end));
    },
    flush() {
      const rest = cleanText(held);
      held = "";
      return rest;
    },
  };
}
