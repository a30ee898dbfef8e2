/** The part of `history` and `location` that an address is mended with. */
export interface AddressBar {
  location: Pick<Location, "pathname" | "search" | "hash">;
  history: Pick<History, "replaceState" | "state">;
}

/**
 * Escapes what cannot be read in the page's address. The router decodes it, and a `%` that begins no
 * escape would leave the page empty; as a sign like any other it leads to a page that says so.
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
    // The result is used: a build takes the call alone for one without an effect, and leaves it out.
    return decodeURIComponent(part).length <= part.length;
  } catch {
    return false;
  }
}
