/**
 * What follows the `]` of a link's text: the position after a complete destination or reference,
 * `open` when the text ends inside one, `undecided` when it ends before one could start, `none`
 * when there is no link.
 */
export type LinkEnd = number | "open" | "undecided" | "none";

/** Reads a link's `(destination "title")` or `[label]` at `at`. */
export function linkEnd(text: string, at: number): LinkEnd {
  const char = text[at];
  if (char === undefined) return "undecided";
  if (char === "[") return referenceEnd(text, at);
  return char === "(" ? destinationEnd(text, at + 1) : "none";
}

function referenceEnd(text: string, at: number): LinkEnd {
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === "[") return "none";
    else if (char === "]") return i + 1;
  }
  return "open";
}

function destinationEnd(text: string, from: number): LinkEnd {
  let at = skipSpace(text, from);
  if (text[at] === "<") {
    const close = text.slice(at).search(/[>\n]/);
    if (close < 0) return "open";
    if (text[at + close] === "\n") return "none";
    at += close + 1;
  } else {
    at = bareDestinationEnd(text, at);
  }
  const afterSpace = skipSpace(text, at);
  if (afterSpace >= text.length) return "open";
  if (text[afterSpace] === ")") return afterSpace + 1;
  return afterSpace > at ? titleEnd(text, afterSpace) : "none";
}

/** The end of a destination without angle brackets: white space or the `)` that closes the link. */
function bareDestinationEnd(text: string, from: number): number {
  let depth = 0;
  let i = from;
  for (; i < text.length; i++) {
    const char = text[i] ?? "";
    if (/\s/.test(char)) break;
    if (char === "\\") i++;
    else if (char === "(") depth++;
    else if (char === ")" && --depth < 0) break;
  }
  return Math.min(i, text.length);
}

function titleEnd(text: string, at: number): LinkEnd {
  const quote = text[at];
  const close = quote === "(" ? ")" : quote;
  if (quote !== '"' && quote !== "'" && quote !== "(") return "none";
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === close) {
      const end = skipSpace(text, i + 1);
      if (end >= text.length) return "open";
      return text[end] === ")" ? end + 1 : "none";
    }
  }
  return "open";
}

function skipSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && /\s/.test(text[i] ?? "")) i++;
  return i;
}
