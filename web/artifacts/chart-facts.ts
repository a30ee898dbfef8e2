/**
 * What a chart says, one text for each value in its JSON: how it is broken into lines tells nothing.
 * Null for text that is no JSON.
 *
 * @param limit most facts that are listed
 */
export function chartFacts(text: string, limit: number): ReadonlySet<string> | null {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return null;
  }
  const facts = new Set<string>();
  const open: [path: string, value: unknown][] = [["", root]];
  for (let next = open.pop(); next && facts.size < limit; next = open.pop()) {
    const [path, value] = next;
    if (typeof value !== "object" || value === null) facts.add(`${path}=${String(value)}`);
    // The order of rows is no fact: one that is added moves the others.
    else if (Array.isArray(value))
      for (const each of value.slice(0, limit)) open.push([path, each]);
    else
      for (const [key, each] of Object.entries(value).slice(0, limit))
        if (key !== "$schema") open.push([`${path}.${key}`, each]);
  }
  return facts;
}
