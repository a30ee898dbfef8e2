import { parseSync } from "vite";

/** Replaces everything that is not prose, so that no phrase matches across it. */
const mask = "\0";

/**
 * The prose in the comments of a source file. Everything else except white space is masked, which
 * keeps offsets and lines. Comment markers become spaces, because a phrase may be wrapped.
 *
 * @param path ends in `.ts`, `.tsx` or `.css`
 */
export function readComments(path: string, code: string): string {
  let prose = "";
  for (const { start, end } of path.endsWith(".css") ? cssComments(code) : comments(path, code)) {
    const marked = code.slice(start, end).replace(/^\/[/*]|^[ \t]*\*+(?!\/)|\*\/$/gm, toBlanks);
    prose += masked(code.slice(prose.length, start)) + withoutCode(marked);
  }
  return prose + masked(code.slice(prose.length));
}

/** The prose of a Markdown file: masks code blocks, code spans and the targets of links. */
export function readProse(markdown: string): string {
  const text = markdown.replace(/^```[^]*?^```/gm, masked).replace(/(?<=\])\([^)\s]*\)/g, masked);
  return withoutCode(text);
}

interface Span {
  start: number;
  end: number;
}

function comments(path: string, code: string): Span[] {
  return parseSync(path, code).comments;
}

/** The style sheets have no strings that contain comment markers. */
function cssComments(code: string): Span[] {
  return Array.from(code.matchAll(/\/\*[^]*?\*\//g), ({ index, 0: text }) => {
    return { start: index, end: index + text.length };
  });
}

function withoutCode(text: string): string {
  return text.replace(/`[^`\n]*`/g, masked);
}

const masked = (text: string) => text.replace(/\S/g, mask);
const toBlanks = (text: string) => " ".repeat(text.length);
