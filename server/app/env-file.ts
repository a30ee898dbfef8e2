import { join } from "node:path";
import type { Env } from "./config.ts";

/** A setting whose value in a file is not the one that arrived. */
export interface CutSetting {
  name: string;
  /** The file, as its name in the current folder. */
  file: string;
  /** The character that ended or changed the value. */
  by: "$" | "#";
}

/** The files that Bun reads settings from. */
const files = [".env", ".env.production", ".env.development", ".env.local"] as const;

/**
 * Finds settings in `.env` that Bun has cut: it takes `$` for the beginning of a variable's name,
 * within quotes too, and `#` outside quotes for that of a comment.
 *
 * @param env the variables that arrived
 * @param folder the current folder
 */
export async function findCutSettings(
  names: readonly string[],
  env: Env,
  folder: string,
): Promise<CutSetting[]> {
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await Bun.file(join(folder, file))
        .text()
        .catch(() => "");
      return cutSettingsIn(text, env)
        .filter(({ name }) => names.includes(name))
        .map((cut) => ({ ...cut, file }));
    }),
  );
  return found.flat();
}

/** What to do about a value that was cut. */
export const cutAdvice = 'put the value in double quotes, and write \\$ for $: NAME="pa\\$word#9"';

/** Says what has happened to a setting. Contains no value, because some are secret. */
export function describeCut({ name, file, by }: CutSetting): string {
  const reason =
    by === "$"
      ? "what follows a $ was taken for the name of a variable"
      : "what follows a # was taken for a comment";
  return `${name} in ${file} was read only in part: ${reason}`;
}

/** The settings in the text of a file whose values were cut. */
export function cutSettingsIn(text: string, env: Env): Omit<CutSetting, "file">[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name = "", written = ""] =
      /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/.exec(line) ?? [];
    const arrived = env[name];
    if (arrived === undefined) return [];
    const cut = findCut(written.trim(), env);
    // Where the start of the value is another one, it comes from elsewhere.
    return cut && arrived.startsWith(cut.before) ? [{ name, by: cut.by }] : [];
  });
}

/** Where a written value is cut, and what stands before that; null if it arrives whole. */
function findCut(written: string, env: Env): { by: "$" | "#"; before: string } | null {
  const [, quote, quoted = ""] = /^(["'`])(.*)\1/.exec(written) ?? [];
  // A comment is meant where a space precedes it.
  const [plain = ""] = written.split(/\s#/, 1);
  const value = quote === undefined ? plain : quoted;
  const hash = quote === undefined ? value.search(/(?<=\S)#|^#(?=\S)/) : -1;
  const dollar = /(?<!\\)\$(?:(\w+)|\{(\w+)\})/.exec(hash < 0 ? value : value.slice(0, hash));
  const variable = dollar?.[1] ?? dollar?.[2];
  const before = value.slice(0, dollar?.index ?? Math.max(hash, 0));
  // A variable that is set is meant.
  if (variable !== undefined && env[variable] === undefined) return { by: "$", before };
  return hash < 0 ? null : { by: "#", before };
}
