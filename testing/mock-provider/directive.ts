/** A scenario's name and its parameters, as written: `paced tokens=200 rate=50`. */
export interface Directive {
  name: string;
  params: ReadonlyMap<string, string>;
  /** The directive as written, without brackets; requests with the same one are counted together. */
  raw: string;
}

/** A directive that cannot be followed; the mock answers 400 with this message. */
export class DirectiveError extends Error {
  override readonly name = "DirectiveError";
}

/**
 * The text between the last `[[` and the `]]` after it; null when there is none. A question whose
 * reply has no text is sent together with the next one, whose directive is the one that is meant.
 */
export function findDirective(message: string): string | null {
  const all = Array.from(message.matchAll(/\[\[([^\]]+)\]\]/g));
  return all.at(-1)?.[1]?.trim() ?? null;
}

/** Reads `name key=value key="two words"`, with or without the brackets. */
export function parseDirective(written: string): Directive {
  const raw = (findDirective(written) ?? written).trim();
  const [name = "", ...rest] = raw.match(/[^\s"]+="[^"]*"|\S+/g) ?? [];
  const params = new Map<string, string>();
  for (const part of rest) {
    const match = /^([a-z-]+)=(?:"([^"]*)"|(\S*))$/.exec(part);
    if (!match) throw new DirectiveError(`"${part}" in [[${raw}]] is not key=value`);
    params.set(match[1] ?? "", match[2] ?? match[3] ?? "");
  }
  return { name, params, raw };
}
