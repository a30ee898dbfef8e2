/** Numbers that no sentence contains otherwise, so that they can be found in it. */
const firstMark = 83;

/**
 * What an entry says with sample arguments; a text says itself. An argument is a number, and for
 * mails an object whose every property is its own name in brackets.
 *
 * @param count the first argument, if it is to be a certain number
 */
export function sayEntry(entry: unknown, count?: number): string {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "function") return JSON.stringify(entry) ?? "";
  const marks = Array.from({ length: Math.max(entry.length, 3) }, (_, i) => firstMark + i);
  if (count !== undefined) marks[0] = count;
  const said: unknown = attempt(() => entry(...marks)) ?? entry(namedProperties(), () => "[time]");
  return typeof said === "string" ? said : JSON.stringify(said);
}

/** The result if it says what the arguments are; null for an entry that takes an object. */
function attempt(say: () => unknown): string | null {
  try {
    const said = say();
    return typeof said === "string" ? said : null;
  } catch {
    return null;
  }
}

function namedProperties(): object {
  return new Proxy({}, { get: (_, name) => `[${String(name)}]` });
}

/** The arguments that a sentence names, sorted. */
export function findPlaceholders(said: string): string[] {
  return [...new Set(said.match(/(?<!\d)8[3-9](?!\d)|\[\w+\]/g))].toSorted();
}
