/**
 * One line for each dictionary that is not found at run time: `usePageWords` names a folder other
 * than its own.
 *
 * @param sources code by path from the project's root
 */
export function checkHooks(sources: ReadonlyMap<string, string>): string[] {
  return Array.from(sources).flatMap(([path, source]) => {
    const [, named] = /usePageWords\("([^"]*)"/.exec(source) ?? [];
    const own = path.slice("web/".length, path.lastIndexOf("/"));
    return named === undefined || named === own
      ? []
      : [`${path}: the folder is "${own}", not "${named}"`];
  });
}
