/**
 * The files that show a word, so that a translator can see where it stands.
 *
 * @param sources code by path from the project's root
 * @param folder of the word's dictionary, from the project's root
 */
export function findUses(
  sources: ReadonlyMap<string, string>,
  folder: string,
  key: string,
): string[] {
  const beginnings = [`"${key}"`, ...dynamicBeginnings(key)];
  return Array.from(sources)
    .filter(([path, source]) => mayUse(path, source, folder))
    .filter(([, source]) => beginnings.some((written) => source.includes(written)))
    .map(([path]) => path)
    .toSorted();
}

/** The app's words are used everywhere; others where their folder is imported, or beside it. */
function mayUse(path: string, source: string, folder: string): boolean {
  if (path.startsWith(`${folder}/`)) return false;
  if (folder === "web/i18n") return !/\/(words|[a-z]+-words|failures)\//.test(path);
  const [parent, own] = [folder.slice(0, folder.lastIndexOf("/")), folder.split("/").at(-1)];
  return path.startsWith(`${parent}/`) || source.includes(`/${own}/`);
}

/** How a key begins in a template, such as `refused.${code}`. */
function dynamicBeginnings(key: string): string[] {
  const dots = Array.from(key.matchAll(/\./g), ({ index }) => index);
  return dots.map((at) => `\`${key.slice(0, at + 1)}\${`);
}
