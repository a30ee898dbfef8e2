import type { MarkedToken, Token } from "marked";
import type { InlineTokens } from "./lexer.ts";
import type { Inline } from "./nodes.ts";
import { plainText } from "./plain-text.ts";
import { safeHref, safeImageSource } from "./safe-url.ts";

/** Inline tokens of the lexer's own rules. */
type OwnToken =
  | { type: "formula"; raw: string; tex: string; display: boolean }
  | { type: "openReference"; raw: string; tokens: Token[] };

type KnownToken = MarkedToken | OwnToken;

const inlineTypes: ReadonlySet<string> = new Set([
  "br",
  "codespan",
  "del",
  "em",
  "escape",
  "html",
  "image",
  "link",
  "strong",
  "text",
  "formula",
  "openReference",
]);

function isKnown(token: { type: string }): token is KnownToken {
  return inlineTypes.has(token.type);
}

/** Marked's type for arbitrary tokens hides their discriminator; this one does not. */
function known(token: { type: string }): KnownToken | null {
  return isKnown(token) ? token : null;
}

/** How tokens become nodes. */
export interface InlineOptions {
  /** Links to and pictures of this origin stay inside the app. */
  origin: string;
  decodeEntities: (text: string) => string;
}

interface Context extends InlineOptions {
  restore: (text: string) => string;
  inLink: boolean;
}

/** Converts inline tokens to nodes; unsafe links and pictures become text. */
export function toInlines(lexed: InlineTokens, options: InlineOptions): Inline[] {
  return convert(lexed.tokens, { ...options, restore: lexed.restore, inLink: false });
}

function convert(tokens: readonly Token[], context: Context): Inline[] {
  const out: Inline[] = [];
  for (const token of tokens) {
    for (const node of toNodes(token, context)) {
      const last = out.at(-1);
      if (node.type === "text" && last?.type === "text")
        out[out.length - 1] = text(last.text + node.text);
      else out.push(node);
    }
  }
  return out;
}

function toNodes(anyToken: Token, context: Context): Inline[] {
  const token = known(anyToken);
  if (!token) return [text(context.restore(anyToken.raw))];
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return [{ type: "styled", tag: token.type, children: convert(token.tokens, context) }];
    case "codespan":
      return [{ type: "code", text: context.restore(token.text) }];
    case "br":
      return [{ type: "break" }];
    case "html":
      return [
        /^<br\s*\/?>$/i.test(token.raw) ? { type: "break" } : text(context.restore(token.raw)),
      ];
    case "escape":
      return [text(context.restore(token.text))];
    case "text":
      return [text(context.decodeEntities(context.restore(token.text)))];
    case "formula":
      return [{ type: "math", tex: token.tex, display: token.display }];
    case "openReference":
      return convert(token.tokens, context);
    case "link":
      return linkNodes(token, context);
    case "image":
      return imageNodes(token, context);
    default:
      return [text(token.raw)];
  }
}

function text(value: string): Inline {
  return { type: "text", text: value };
}

interface LinkToken {
  href: string;
  title?: string | null;
  text: string;
  tokens: Token[];
  autolink?: boolean;
}

function linkNodes(token: LinkToken, context: Context): Inline[] {
  const literal = token.autolink === true;
  const children = literal
    ? [text(context.restore(token.text))]
    : convert(token.tokens, { ...context, inLink: true });
  const written = context.restore(token.href);
  const safe = safeHref(literal ? written : context.decodeEntities(written), context.origin);
  if (!safe || context.inLink || children.length === 0) return children;
  const title = context.decodeEntities(context.restore(token.title ?? ""));
  return [{ type: "link", ...safe, title, children }];
}

/** A picture of this origin, or a link with the alternative text: nothing external is loaded. */
function imageNodes(token: LinkToken, context: Context): Inline[] {
  const alt = plainText(convert(token.tokens, { ...context, inLink: true }));
  const destination = context.decodeEntities(context.restore(token.href));
  const src = safeImageSource(destination, context.origin);
  if (src !== null) return [{ type: "image", src, alt }];
  const safe = safeHref(destination, context.origin);
  const label = text(alt === "" && safe ? safe.href : alt);
  if (!safe || context.inLink) return [label];
  return [{ type: "link", ...safe, title: "", children: [label] }];
}
