/** What Chromium and Firefox say of a module that they could not fetch: its address stands last. */
const notFetched = /(?:fetch|loading) dynamically imported module: (\S+)$/;

/**
 * Loads a module that is fetched when it is needed. Chromium remembers that a fetch failed, offline
 * for example, and never fetches that address again until the page is reloaded; so the module is
 * then fetched under another address.
 *
 * @param load `() => import("…")`, so that the build knows the module
 * @param importFrom fetches a module from an address
 */
export async function loadModule<Module>(
  load: () => Promise<Module>,
  importFrom = (address: string): Promise<Module> => import(/* @vite-ignore */ address),
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const [, address] = notFetched.exec(error instanceof Error ? error.message : "") ?? [];
    if (address === undefined) throw error;
    return importFrom(`${address}?again=${Date.now()}`);
  }
}
