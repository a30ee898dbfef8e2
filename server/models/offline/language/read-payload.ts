const fenceMark = "```";

/**
 * The text that a command is about: a fenced block, else everything after the first colon that
 * ends a word of the first line, else everything below the first line, else what stands in
 * quotes. Null when there is none. Reads the text once, however it is made.
 */
export function readPayload(text: string): string | null {
  const block = fencedBlock(text);
  if (block) return block;
  const lineEnd = text.indexOf("\n");
  const firstLine = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const colon = firstLine.search(/(?<=[\p{L})\]]\s?):(?!\/\/)|(?<=\d):(?=\s|$)/u);
  if (colon >= 0) return present(text.slice(colon + 1));
  if (lineEnd >= 0) return present(text.slice(lineEnd + 1));
  return quotedText(text);
}

/** What stands between the first fence and the next one, without the fences' lines. */
function fencedBlock(text: string): string | null {
  const open = text.indexOf(fenceMark);
  const start = open < 0 ? -1 : text.indexOf("\n", open) + 1;
  const end = start <= 0 ? -1 : text.indexOf(fenceMark, start);
  if (end < 0) return null;
  const block = text.slice(start, end);
  return block.endsWith("\n") ? block.slice(0, -1) : block;
}

/** What stands between the first opening quote and the next closing one. */
function quotedText(text: string): string | null {
  const open = text.search(/["“«]/);
  if (open < 0) return null;
  // One character at least stands between them.
  const length = text.slice(open + 2).search(/["”»]/);
  return length < 0 ? null : text.slice(open + 1, open + 2 + length).trim() || null;
}

function present(text: string): string | null {
  const trimmed = text.trim();
  const inner = trimmed.slice(1, -1);
  const isQuoted =
    /^["“«]/.test(trimmed) && /["”»]$/.test(trimmed) && !/["“”«»]/.test(inner) && inner.trim();
  return (isQuoted ? inner.trim() : trimmed) || null;
}
