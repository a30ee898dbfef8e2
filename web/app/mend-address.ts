/** The parts of `history` and `location` used to fix an address. */
export interface AddressBar {
  location: Pick<Location, "pathname" | "search" | "hash">;
  history: Pick<History, "replaceState" | "state">;
}

/**
 * Escapes undecodable parts of the page's address. The router decodes it, and an invalid `%` escape
 * would leave the page empty; escaped, it leads to the not-found page.
 */
export function mendAddress({ location, history }: AddressBar): void {
  const { pathname, search, hash } = location;
  const mended = readable(pathname) + search + readable(hash);
  if (mended !== pathname + search + hash) history.replaceState(history.state, "", mended);
}

function readable(part: string): string {
  return isReadable(part) ? part : part.replaceAll("%", "%25");
}

function isReadable(part: string): boolean {
  try {
    // Use the result, or the bundler drops the call as free of side effects.
    return decodeURIComponent(part).length <= part.length;
  } catch {
    return false;
  }
}
