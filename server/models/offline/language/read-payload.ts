const fenceMark = "```";

/**
 * The text that a command is about: a fenced block, otherwise everything after the first colon that
 * ends a word of the first line, otherwise everything below the first line, otherwise quoted text.
 * Null when there is none. Reads any text in a single pass.
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

/** The text between the first fence and the next, without the fence lines. */
function fencedBlock(text: string): string | null {
  const open = text.indexOf(fenceMark);
  const start = open < 0 ? -1 : text.indexOf("\n", open) + 1;
  const end = start <= 0 ? -1 : text.indexOf(fenceMark, start);
  if (end < 0) return null;
  const block = text.slice(start, end);
  return block.endsWith("\n") ? block.slice(0, -1) : block;
}

/** The text between the first opening quote and the next closing one. */
function quotedText(text: string): string | null {
  const open = text.search(/["“«]/);
  if (open < 0) return null;
  // At least one character in between.
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
