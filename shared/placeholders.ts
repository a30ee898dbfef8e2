/** A placeholder of instructions: `{{name}}`, with room around the name. */
export const placeholderPattern = /\{\{\s*([^{}]{1,64}?)\s*\}\}/g;

/** The names of the state variables that instructions ask for, each once, as they come. */
export function findPlaceholders(instructions: string): string[] {
  const names = [...instructions.matchAll(placeholderPattern)].map(([, name = ""]) => name);
  return [...new Set(names)];
}
