/**
 * The message of Chromium and Firefox for a module that failed to load; its address is at the end.
 */
const notFetched = /(?:fetch|loading) dynamically imported module: (\S+)$/;

/**
 * Loads a module on demand. Chromium remembers that a fetch failed, for example offline, and never
 * fetches that address again until the page is reloaded; so a retry uses another address.
 *
 * @param load `() => import("…")`, so that the bundler knows the module
 * @param importFrom imports a module from an address
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
