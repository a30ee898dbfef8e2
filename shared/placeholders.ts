/** Longest name of a state variable, in UTF-16 code units. */
const longestName = 64;

/** Replaces each placeholder in instructions: `{{name}}`, with optional spaces around the name. */
export function replacePlaceholders(
  instructions: string,
  replace: (name: string, written: string) => string,
): string {
  return instructions.replace(/\{\{([^{}]+)\}\}/g, (written: string, inside: string) => {
    const name = inside.trim();
    return name === "" || name.length > longestName ? written : replace(name, written);
  });
}

/** The distinct names of the placeholders in instructions, in order of appearance. */
export function findPlaceholders(instructions: string): string[] {
  const names = new Set<string>();
  replacePlaceholders(instructions, (name, written) => {
    names.add(name);
    return written;
  });
  return [...names];
}
