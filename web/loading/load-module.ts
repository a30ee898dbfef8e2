/**
 * The message of Chromium and Firefox for a module that failed to load; its address is at the end.
 */
const notFetched = /(?:fetch|loading) dynamically imported module: (\S+)$/;

/**
 * The addresses that stand in for files that failed to load, by the file's own. It belongs to the
 * page like the browser's own record of modules: several parts are in one file, and each address is
 * a module of its own.
 */
const replacements = new Map<string, string>();

/**
 * Loads a module on demand. Chromium remembers that a fetch failed, for example offline, and never
 * fetches that address again until the page is reloaded; so a retry uses another address, the same
 * one for all parts of a file.
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
    return loadAgain(address, importFrom);
  }
}

async function loadAgain<Module>(
  address: string,
  importFrom: (address: string) => Promise<Module>,
): Promise<Module> {
  const replacement = replacements.get(address) ?? `${address}?again=${Date.now()}`;
  replacements.set(address, replacement);
  try {
    return await importFrom(replacement);
  } catch (error) {
    if (replacements.get(address) === replacement) replacements.delete(address);
    throw error;
  }
}
