import { matchDelimited, matchDollar, type MathMatch } from "./math-rules.ts";

/**
 * Inline text that contains no further markup. `open` means that the text ends before the atom
 * does.
 */
export type Atom =
  | { kind: "code"; end: number; open: boolean; fence: string; content: string }
  | { kind: "math"; end: number; open: boolean; tex: string; display: boolean }
  | { kind: "escape" | "angle"; end: number; open: boolean };

const autolinkOrTag =
  /<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+|\/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?\/?|!--[^>]*--)>/y;

// Tags are shown literally in the end, so holding one back is only worth a short wait.
const openAngle = /<(?:[A-Za-z/!?][^<>\n]{0,119})?$/y;

/**
 * The atom that starts at `at`, or null. With `more`, further text may follow, so an undecided atom
 * is reported as open.
 */
export function atomAt(text: string, at: number, more: boolean): Atom | null {
  switch (text[at]) {
    case "`":
      return codeAt(text, at);
    case "\\":
      return escapeAt(text, at);
    case "$":
      return mathAtom(matchDollar(text, at, more));
    case "<":
      return angleAt(text, at);
    default:
      return null;
  }
}

function mathAtom(match: MathMatch | null): Atom | null {
  return match && { kind: "math", ...match };
}

function codeAt(text: string, at: number): Atom {
  let from = at;
  while (text[from] === "`") from++;
  const fence = text.slice(at, from);
  for (let i = text.indexOf("`", from); i >= 0; i = text.indexOf("`", i)) {
    let end = i;
    while (text[end] === "`") end++;
    if (end - i === fence.length)
      return { kind: "code", end, open: false, fence, content: text.slice(from, i) };
    i = end;
  }
  return { kind: "code", end: text.length, open: true, fence, content: text.slice(from) };
}

function escapeAt(text: string, at: number): Atom | null {
  const next = text[at + 1];
  if (next === undefined) return { kind: "escape", end: at + 1, open: true };
  if (next === "(" || next === "[") {
    const close = next === "(" ? "\\)" : "\\]";
    const match = matchDelimited(text, at, { open: `\\${next}`, close });
    if (match) return mathAtom(match);
  }
  return /[!-/:-@[-`{-~]/.test(next) ? { kind: "escape", end: at + 2, open: false } : null;
}

function angleAt(text: string, at: number): Atom | null {
  autolinkOrTag.lastIndex = at;
  if (autolinkOrTag.test(text)) return { kind: "angle", end: autolinkOrTag.lastIndex, open: false };
  openAngle.lastIndex = at;
  return openAngle.test(text) ? { kind: "angle", end: text.length, open: true } : null;
}
