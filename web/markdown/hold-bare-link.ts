import type { Token } from "marked";

/**
 * Turns a bare URL at the very end of inline tokens into plain text: it may be incomplete, and
 * following it now would lead elsewhere. Changes `tokens`.
 */
export function holdBareLink(tokens: Token[]): void {
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (!token) return;
    if (token.type === "link") {
      const bare = token["autolink"] === true && !token.raw.startsWith("<");
      if (bare) tokens[i] = { type: "escape", raw: token.raw, text: token.raw };
      return;
    }
    if (token.type === "strong" || token.type === "em" || token.type === "del") {
      holdBareLink(token.tokens ?? []);
      return;
    }
    if (token.type !== "text" || /\s/.test(token.raw)) return;
  }
}
