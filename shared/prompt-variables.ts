/** A blank in a prompt: `{{name}}` or `{{name|default}}`. */
export interface PromptVariable {
  name: string;
  /** Empty for none. */
  preset: string;
}

/** Longest name of a variable, in UTF-16 code units. */
const longestName = 64;

/** Maximum number of variables that are asked for; further ones stay as they are written. */
export const maxVariables = 20;

/**
 * The variables of a prompt in order of appearance, each once. The first default that is given for
 * a name counts.
 */
export function findVariables(text: string): PromptVariable[] {
  const presets = new Map<string, string>();
  replace(text, ({ name, preset }, written) => {
    if (presets.get(name) || (presets.size >= maxVariables && !presets.has(name))) return written;
    presets.set(name, preset);
    return written;
  });
  return [...presets].map(([name, preset]) => ({ name, preset }));
}

/** The text with the values of its variables; a name without a value stays as it is written. */
export function fillVariables(text: string, values: ReadonlyMap<string, string>): string {
  return replace(text, ({ name }, written) => values.get(name) ?? written);
}

function replace(
  text: string,
  value: (variable: PromptVariable, written: string) => string,
): string {
  return text.replace(/\{\{([^{}]+)\}\}/g, (written: string, inside: string) => {
    const bar = inside.indexOf("|");
    const name = (bar < 0 ? inside : inside.slice(0, bar)).trim();
    if (name === "" || name.length > longestName) return written;
    return value({ name, preset: bar < 0 ? "" : inside.slice(bar + 1).trim() }, written);
  });
}
