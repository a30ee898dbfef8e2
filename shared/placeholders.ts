/** Longest name of a state variable, in UTF-16 code units. */
const longestName = 64;

/** Replaces each placeholder of instructions: `{{name}}`, with room around the name. */
export function replacePlaceholders(
  instructions: string,
  replace: (name: string, written: string) => string,
): string {
  return instructions.replace(/\{\{([^{}]+)\}\}/g, (written: string, inside: string) => {
    const name = inside.trim();
    return name === "" || name.length > longestName ? written : replace(name, written);
  });
}

/** The names of the state variables that instructions ask for, each once, as they come. */
export function findPlaceholders(instructions: string): string[] {
  const names = new Set<string>();
  replacePlaceholders(instructions, (name, written) => {
    names.add(name);
    return written;
  });
  return [...names];
}
