import type { Entry } from "yauzl";

/** Finds an entry by its name, or by the beginning of it; null if there is none. */
export type FindEntry = (key: string) => Entry | null;

/**
 * An index of the entries of an archive, which may be 200,000. Entries are found by their path, by
 * the last part of it, or by what that begins with: ChatGPT names files by their id and, after one
 * of `-._`, the person's name for them.
 */
export function indexEntries(entries: readonly Entry[]): FindEntry {
  const byName = new Map<string, Entry>();
  const add = (name: string, entry: Entry) => {
    if (name !== "" && !byName.has(name)) byName.set(name, entry);
  };
  for (const entry of entries) {
    add(entry.fileName, entry);
    add(lastPartOf(entry.fileName), entry);
  }
  const names = [...byName.keys()].filter((name) => !name.includes("/")).toSorted();
  return (key) => {
    const longer = () => ["-", ".", "_"].flatMap((mark) => firstWith(names, key + mark) ?? []);
    const name = byName.has(key) ? key : longer()[0];
    return name === undefined ? null : (byName.get(name) ?? null);
  };
}

function lastPartOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The first of sorted names that begins so, by binary search. */
function firstWith(names: readonly string[], beginning: string): string | null {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((names[middle] ?? "") < beginning) low = middle + 1;
    else high = middle;
  }
  const found = names[low];
  return found?.startsWith(beginning) === true ? found : null;
}
