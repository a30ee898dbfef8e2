const quoted = /["“«]\s*([\s\S]+?)\s*["”»]/;
const fenced = /```[^\n]*\n([\s\S]*?)\n?```/;

/**
 * The text that a command is about: a fenced block, else everything after the first colon that
 * ends a word of the first line, else everything below the first line, else what stands in
 * quotes. Null when there is none.
 */
export function readPayload(text: string): string | null {
  const block = fenced.exec(text)?.[1];
  if (block) return block;
  const lineEnd = text.indexOf("\n");
  const firstLine = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const colon = firstLine.search(/(?<=[\p{L})\]]\s?):(?!\/\/)|(?<=\d):(?=\s|$)/u);
  if (colon >= 0) return present(text.slice(colon + 1));
  if (lineEnd >= 0) return present(text.slice(lineEnd + 1));
  return quoted.exec(text)?.[1] ?? null;
}

function present(text: string): string | null {
  const trimmed = text.replace(/^[ \t]*\n|\s+$/g, "").trim();
  const inner = /^["“«]\s*([^"“”«»]+?)\s*["”»]$/.exec(trimmed)?.[1] ?? trimmed;
  return inner === "" ? null : inner;
}
